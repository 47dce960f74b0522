using Repro.Claims;
using Repro.Judges.Llm;
using Repro.Judges.Tests.Servers;

namespace Repro.Judges.Tests.Llm;

public sealed class JudgeProtocolTests
{
    [Fact]
    public void Identity_follows_model_prompts_and_parameters_and_nothing_else()
    {
        var identity = new JudgeProtocol("m", Bench.Prompts).Identity;
        var other = JudgePrompts.Of(new Dictionary<string, string>(Bench.Prompts.Templates) { ["aligned"] = "other {answer}" }, "test");

        (identity.Name, identity.Version).Should().Be(("llm", "m"));
        identity.Hash.Should().MatchRegex("^[0-9a-f]{64}$");
        new JudgeProtocol("m", JudgePrompts.Of(Bench.Prompts.Templates, "another file")).Identity.Should().Be(identity);
        new[] { new JudgeProtocol("n", Bench.Prompts), new JudgeProtocol("m", other), new JudgeProtocol("m", Bench.Prompts, 1), new JudgeProtocol("m", Bench.Prompts, 2) }
            .Select(protocol => protocol.Identity.Hash).Append(identity.Hash).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void A_protocol_has_a_model_and_no_fewer_than_0_samples()
    {
        FluentActions.Invoking(() => new JudgeProtocol(" ", Bench.Prompts)).Should().Throw<InputException>().WithMessage("An LLM judge has a model; none is named. Name the one that its server knows.");
        FluentActions.Invoking(() => new JudgeProtocol("m", Bench.Prompts, -1)).Should().Throw<InputException>().WithMessage("Samples a score are 0 (read log probabilities) or more; got -1.");
    }
}
