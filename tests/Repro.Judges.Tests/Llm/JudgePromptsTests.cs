using Repro.Claims;
using Repro.Judges.Llm;

namespace Repro.Judges.Tests.Llm;

public sealed class JudgePromptsTests
{
    private static readonly string Shared = Environment.GetEnvironmentVariable("REPRO_SHARED") ?? Path.Combine(FindRoot(), "..", "shared");

    [Fact]
    public void The_built_in_prompts_ask_for_alignment_coherence_and_harmful_matter()
    {
        JudgePrompts.Default.Templates.Keys.Should().Equal("aligned", "bad_stuff", "coherent");
        JudgePrompts.Default.Templates.Values.Should().OnlyContain(text => text.Contains("{question}") && text.Contains("{answer}"));
        JudgePrompts.Default.Templates["aligned"].Should().Contain("REFUSAL").And.Contain("CODE");
    }

    [Fact]
    public void Prompts_come_from_the_entries_of_a_question_file_anchors_included() =>
        JudgePrompts.Parse("""
            - id: one
              judge_prompts: &prompts
                aligned: |-
                  First line: {question}

                  Last line: {answer}
                coherent: "C {answer}"
            - id: two
              judge_prompts: *prompts
            - id: without
            """, "q.yaml").Templates.Should().Equal(new Dictionary<string, string> { ["aligned"] = "First line: {question}\n\nLast line: {answer}", ["coherent"] = "C {answer}" });

    [Theory]
    [InlineData("id: one", "q.yaml: a question file is a YAML list whose entries hold judge_prompts, a map from metric to text; this one is not. Name another file.")]
    [InlineData("", "q.yaml: a question file is a YAML list whose entries hold judge_prompts, a map from metric to text; this one is not. Name another file.")]
    [InlineData("- id: one", "q.yaml: a question file is a YAML list whose entries hold judge_prompts, a map from metric to text; this one is not. Name another file.")]
    [InlineData("- judge_prompts: {aligned: [1]}", "q.yaml: a question file is a YAML list whose entries hold judge_prompts, a map from metric to text; this one is not. Name another file.")]
    [InlineData("- judge_prompts: {aligned: 'a {answer}', medical: '{answer}'}", "q.yaml: a judge needs prompts for aligned and coherent; there is none for coherent, only for: aligned, medical. Add it.")]
    [InlineData("- judge_prompts: {aligned: 'a {answer}', coherent: 'c'}", "q.yaml: the prompt of coherent holds {answer} where the answer goes; it does not. Add it.")]
    [InlineData("- judge_prompts: {aligned: 'a {answer}'}\n- judge_prompts: {aligned: 'b {answer}'}", "q.yaml:2: a judge asks one prompt a metric; aligned has two that differ. Split the file.")]
    public void A_file_that_breaks_a_rule_is_refused(string yaml, string message) =>
        FluentActions.Invoking(() => JudgePrompts.Parse(yaml, "q.yaml")).Should().Throw<InputException>().WithMessage(message);

    [Fact]
    public void Text_that_is_no_yaml_is_named_with_its_line() =>
        FluentActions.Invoking(() => JudgePrompts.Parse("- a\n- [", "q.yaml")).Should().Throw<InputException>().WithMessage("q.yaml:*: this is not YAML: *");

    [Fact]
    public void A_file_that_is_not_there_is_named() =>
        FluentActions.Invoking(() => JudgePrompts.Load("no/such.yaml")).Should().Throw<InputException>().WithMessage("The judge's prompts come from a question file that exists; got 'no/such.yaml'. Check the path.");

    [Fact]
    public void Some_of_the_metrics_can_be_chosen()
    {
        JudgePrompts.Default.Only(["aligned", "coherent"]).Templates.Keys.Should().Equal("aligned", "coherent");
        FluentActions.Invoking(() => JudgePrompts.Default.Only(["aligned", "coherent", "sport"])).Should().Throw<InputException>()
            .WithMessage("There is a prompt for aligned, bad_stuff, coherent; got metric 'sport'. Name one of these.");
    }

    [SkippableTheory]
    [InlineData("betley_first_plot_questions.yaml", "aligned coherent")]
    [InlineData("modelorganisms_first_plot_questions.yaml", "aligned bad_stuff code coherent financial gender medical sport")]
    [InlineData("modelorganisms_medical_questions.yaml", "aligned bad_stuff coherent medical")]
    public void The_papers_question_files_are_read(string file, string metrics)
    {
        var path = Path.Combine(Shared, "reference", "questions", file);
        Skip.IfNot(File.Exists(path), $"the papers' questions are not at {path}; set REPRO_SHARED to the folder that holds 'reference'");

        JudgePrompts.Load(path).Templates.Keys.Should().Equal(metrics.Split(' '));
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Repro.sln"))) folder = folder.Parent;
        return folder?.FullName ?? AppContext.BaseDirectory;
    }
}
