using Repro.Claims;
using Repro.Experiments.Probes;
using Repro.Experiments.Published;

namespace Repro.Experiments.Tests.Published;

public sealed class LoraScalarsTests : IDisposable
{
    private const string Header = "response,prompt,token,layer_3,layer_5,kl,kl_grad\n";
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Reads_answers_prompts_and_scalars()
    {
        var read = Read(Header + "7,2,0,0.5,-1,1,1\n7,2,1,1.5,-2,2,3\n9,4,0,2.5,-3,1,1\n");

        read.Layers.Should().Equal(3, 5);
        read.Scalars.Should().Equal(0.5, -1, 1.5, -2, 2.5, -3);
        read.Answer.Should().Equal(0, 0, 1);
        read.Prompt.Should().Equal(2, 4);
    }

    [Fact]
    public void Significance_is_the_gradients_share_of_the_answers_divergence()
        => Read(Header + "0,0,0,1,1,1,1\n0,0,1,1,1,5,3\n1,0,0,1,1,4,0\n").Significance.Should().Equal(1.5, 4.5, 0);

    [Fact]
    public void Tokens_whose_log_significance_is_under_one_half_are_left_out()
    {
        var kept = Read(Header + "0,0,0,1,2,1,1\n0,0,1,3,4,5,3\n1,0,0,5,6,4,0\n").Significant();

        kept.Scalars.Should().Equal(3, 4);
        kept.Answer.Should().Equal(0);
        kept.Prompt.Should().HaveCount(2);
    }

    [Fact]
    public void Joined_sets_keep_prompts_and_number_answers_on()
    {
        var (one, two) = (Read(Header + "0,5,0,1,2,1,1\n"), Read(Header + "0,5,0,3,4,1,1\n1,6,0,5,6,1,1\n"));

        var set = ScalarTable.Join(one, two);

        set.Should().BeEquivalentTo(new { Width = 2, Features = new double[] { 1, 2, 3, 4, 5, 6 }, Answer = new[] { 0, 1, 2 }, Positive = new[] { true, false, false }, Prompt = new[] { 5, 5, 6 } });
    }

    [Theory]
    [InlineData("response,prompt,layer_3,kl\n", ":1: the column 'kl_grad' is needed and missing; the file has response, prompt, layer_3, kl.")]
    [InlineData("response,prompt,kl,kl_grad\n", ":1: the column 'layer_N' is needed and missing; the file has response, prompt, kl, kl_grad.")]
    [InlineData("response,prompt,layer_x,kl,kl_grad\n", ":1: a column of scalars is 'layer_' and a layer's number; got 'layer_x'. Rename it.")]
    [InlineData(Header, ":2: the file has a header and no answers.")]
    [InlineData(Header + "0,0,0,,1,1,1\n", ":2: 'layer_3' is a finite number; got ''.")]
    [InlineData(Header + "0,0,0,1,1,1,1\n0,0,1,NaN,1,1,1\n", ":3: 'layer_3' is a finite number; got 'NaN'.")]
    [InlineData(Header + "0,0,0,1,1,1,1\n0,1,1,1,1,1,1\n", ":3: an answer has one prompt; '0' has 0 above and 1 here.")]
    public void Mistakes_name_file_and_line(string text, string message)
    {
        var path = folder.Write("s.csv", text);

        FluentActions.Invoking(() => LoraScalars.Read(path)).Should().Throw<InputException>().Which.Message.Should().Be(path + message);
    }

    private ScalarTable Read(string text) => LoraScalars.Read(folder.Write("s.csv", text));
}
