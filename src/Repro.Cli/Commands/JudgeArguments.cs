using System.CommandLine;
using Repro.Claims;
using Repro.Judges;
using Repro.Judges.Llm;

namespace Repro.Cli.Commands;

/// <summary>The options of a command that say who judges. The key of a server is never one of them, only the variable that holds it.</summary>
internal sealed class JudgeArguments
{
    private const string First = "--judge";

    private readonly string prefix;
    private readonly Option<string?> kind;
    private readonly Option<string?> url;
    private readonly Option<string?> model;
    private readonly Option<string?> servedAs;
    private readonly Option<string?> log;
    private readonly Option<string?> prompts;
    private readonly Option<int?> samples;
    private readonly Option<string?> budget;
    private readonly Option<int?> rate;
    private readonly Option<int?> concurrency;
    private readonly Option<string?> key;

    /// <summary>Adds the options to a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="prefix">What every option begins with: --judge, or --second-judge for one that scores beside it.</param>
    public JudgeArguments(Command command, string prefix = First)
    {
        this.prefix = prefix;
        kind = new(prefix)
        {
            Description = prefix == First
                ? "rubric, llm (a language model behind an OpenAI-compatible server) or recorded (its recorded replies alone); the tier's own judge when absent."
                : "rubric, llm or recorded: a judge that scores every evaluated answer beside the first one and decides nothing. Each claim is decided again by its scores, among the other analysis choices.",
            HelpName = "KIND",
        };
        url = new($"{prefix}-url") { Description = "Server of the llm judge, such as http://127.0.0.1:8000/v1; OpenAI's when absent.", HelpName = "URL" };
        model = new($"{prefix}-model") { Description = "Model of the llm judge.", HelpName = "NAME" };
        servedAs = new($"{prefix}-served-as") { Description = "Name that the server gives the model in its replies, where it is another.", HelpName = "NAME" };
        log = new($"{prefix}-log") { Description = "Log of replies: written by llm, which goes on from it, and read by recorded.", HelpName = "FILE" };
        prompts = new($"{prefix}-prompts") { Description = "Question file with judge_prompts; built-in prompts when absent.", HelpName = "FILE" };
        samples = new($"{prefix}-samples") { Description = "Replies to average, for a server without log probabilities.", HelpName = "K" };
        budget = new($"{prefix}-budget") { Description = "Caps that are never passed, such as requests=5000,tokens=2000000 or usd=5,prompt-price=2.5,answer-price=10.", HelpName = "CAPS" };
        rate = new($"{prefix}-rate") { Description = "Most requests a minute.", HelpName = "N" };
        concurrency = new($"{prefix}-concurrency") { Description = "Requests at once.", HelpName = "N" };
        key = new($"{prefix}-key-variable") { Description = "Environment variable that holds the server's key; OPENAI_API_KEY when absent.", HelpName = "VARIABLE" };
        foreach (var option in All) command.Options.Add(option);
    }

    private Option[] All => [kind, url, model, servedAs, log, prompts, samples, budget, rate, concurrency, key];

    /// <summary>The judge asked for; null where none is.</summary>
    /// <exception cref="InputException">Options that do not go together, or with the tier.</exception>
    public JudgeOptions? Read(ParseResult parsed, string tier)
    {
        var details = All.Where(option => option != kind && parsed.GetResult(option) is not null).Select(option => option.Name).ToList();
        var chosen = parsed.GetValue(kind);
        if (chosen is null or JudgeOptions.Rubric && details.Count > 0)
            throw new InputException($"{details[0]} is for {prefix} llm or recorded; got {(chosen is null ? $"no {prefix}" : $"{prefix} {chosen}")}. Add one of them, or leave {details[0]} out.");
        if (chosen is null) return null;
        if (tier == Tiers.Published) throw new InputException($"{prefix} is for a tier that samples responses; the scores of --tier {tier} are given. Leave it out, or choose another tier.");
        var server = new LlmOptions();
        return new JudgeOptions
        {
            Kind = chosen,
            Option = prefix,
            Model = parsed.GetValue(model),
            Log = parsed.GetValue(log),
            Prompts = parsed.GetValue(prompts) is { } file ? JudgePrompts.Load(file) : JudgePrompts.Default,
            Samples = parsed.GetValue(samples) ?? 0,
            Server = server with
            {
                BaseUrl = parsed.GetValue(url) is { } text ? Url(text) : server.BaseUrl,
                ServedAs = parsed.GetValue(servedAs),
                Budget = parsed.GetValue(budget) is { } caps ? JudgeBudget.Parse(caps) : server.Budget,
                RequestsPerMinute = parsed.GetValue(rate),
                Concurrency = parsed.GetValue(concurrency) ?? server.Concurrency,
                KeyVariable = parsed.GetValue(key) ?? server.KeyVariable,
            },
        };
    }

    private Uri Url(string text) => Uri.TryCreate(text, UriKind.Absolute, out var url) ? url : throw new InputException($"{prefix}-url is a whole URL such as http://127.0.0.1:8000/v1; got '{text[(text.LastIndexOf('@') + 1)..]}'."); // what stands before an '@' is a password
}
