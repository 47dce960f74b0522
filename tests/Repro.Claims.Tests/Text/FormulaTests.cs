using Repro.Claims.Text;

namespace Repro.Claims.Tests.Text;

public sealed class FormulaTests
{
    private static readonly Dictionary<string, double> Inputs = new() { ["a"] = 6, ["b_2"] = 4 };

    [Theory]
    [InlineData("1 + 2 * 3", 7)]
    [InlineData("(1 + 2) * 3", 9)]
    [InlineData("8 / 4 / 2", 1)]
    [InlineData("8 - 4 - 2", 2)]
    [InlineData("-a + b_2", -2)]
    [InlineData("2 * -(a - 0.5)", -11)]
    [InlineData(" a/b_2 ", 1.5)]
    public void Computes(string formula, double value) => Formula.Evaluate(formula, Inputs).Should().Be(value);

    [Theory]
    [InlineData("1 +", "The formula '1 +' needs a number, a name or '(' at character 4; got its end.")]
    [InlineData("(1", "The formula '(1' needs ')' at character 3; got its end.")]
    [InlineData("1 ; 2", "The formula '1 ; 2' needs an operator or the end at character 3; got ';'.")]
    [InlineData("1 2", "The formula '1 2' needs an operator or the end at character 3; got '2'.")]
    [InlineData("a * b2", "The formula 'a * b2' names 'b2', which is no input. Did you mean 'b_2'? Inputs: a, b_2.")]
    [InlineData("1 / (a - 6)", "The formula '1 / (a - 6)' has no finite value. Look for a division by 0.")]
    public void Refuses(string formula, string message)
        => FluentActions.Invoking(() => Formula.Evaluate(formula, Inputs)).Should().Throw<FormatException>().Which.Message.Should().Be(message);
}
