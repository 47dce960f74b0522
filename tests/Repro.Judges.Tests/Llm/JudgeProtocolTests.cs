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

    [Fact]
    public void What_is_asked_is_written_and_read_back_as_the_same_judge()
    {
        var protocol = new JudgeProtocol("a-model", JudgePrompts.Default, 3);

        var again = JudgeProtocol.Parse(protocol.ToText(), "judge.json");

        again.Identity.Should().Be(protocol.Identity);
        again.ToText().Should().Be(protocol.ToText());
    }

    [Fact]
    public void A_text_that_is_no_judge_is_named()
    {
        var act = () => JudgeProtocol.Parse("""{"model":null,"samples":1,"prompts":{}}""", "judge.json");

        act.Should().Throw<Repro.Claims.InputException>().Which.Message.Should().StartWith("judge.json:1: an LLM judge is a JSON object with model, samples and prompts; this is not: ");
    }
}
