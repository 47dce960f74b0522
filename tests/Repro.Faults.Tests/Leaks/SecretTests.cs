using Repro.Faults.Tests.Host;
using Repro.Faults.Tests.Kills;

namespace Repro.Faults.Tests.Leaks;

/// <summary>Keys and passwords that a run can see are in nothing that it writes or says.</summary>
[Collection(RunsCollection.Name)]
public sealed class SecretTests(Undisturbed undisturbed) : IDisposable
{
    private const string Key = "sk-test-4f1bd2a07c", Password = "hunter2secret", Token = "hf_9d8c7b6a5e4f";
    private readonly TinyHost host = new();

    public void Dispose() => host.Dispose();

    [Fact]
    public void A_key_in_the_environment_is_in_no_file_of_a_run()
    {
        Disks.DiskTests.Copy(undisturbed.Host["store"], host["store"]);
        var command = host.Run(host["store"], host["run"]);
        command.ArgumentList.Add("--seed-set=confirmation");
        Environment(command);
        command.Environment["REPRO_MIRROR"] = $"https://somebody:{Password}@mirror.example/path";
        command.Environment["TORCH_HOME"] = $"/models/{Token}";

        var ended = TinyHost.Finish(command);

        Undisturbed.ResultsOf(host["run"]).Should().Equal(undisturbed.Results, ended.Error);
        NoSecretIn(ended);
        File.ReadAllText(Path.Combine(host["run"], "manifest.json")).Should().Contain("https://***@mirror.example/path").And.Contain("/models/***");
    }

    [Theory]
    [InlineData("llm")]
    [InlineData("recorded")]
    public void A_password_in_a_judges_url_is_refused_without_being_repeated(string kind)
    {
        File.WriteAllText(host["replies.jsonl"], "");
        var command = host.Run(undisturbed.Host["store"], host["run"]);
        foreach (var word in new[] { "--judge", kind, "--judge-model", "m", "--judge-log", host["replies.jsonl"], "--judge-url", $"https://somebody:{Password}@127.0.0.1:9/v1" }) command.ArgumentList.Add(word);
        Environment(command);

        var ended = TinyHost.Finish(command);

        ended.Code.Should().Be(2);
        ended.Error.Should().Be("A judge's URL is http or https, whole, with neither password nor query; got 'https://127.0.0.1:9'. Such as https://api.openai.com/v1.\n");
        NoSecretIn(ended);
    }

    private static void Environment(System.Diagnostics.ProcessStartInfo command)
    {
        command.Environment["OPENAI_API_KEY"] = Key;
        command.Environment["REPRO_JUDGE_PASSWORD"] = Password;
        command.Environment["HF_TOKEN"] = Token;
    }

    private void NoSecretIn(Ended ended)
    {
        foreach (var secret in new[] { Key, Password, Token })
        {
            (ended.Out + ended.Error).Should().NotContain(secret);
            Directory.EnumerateFiles(host.Root, "*", SearchOption.AllDirectories).Where(file => File.ReadAllBytes(file).AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(secret)) >= 0).Should().BeEmpty();
        }
    }
}
