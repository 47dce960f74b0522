using System.Globalization;
using Repro.Judges.Tests.Servers;

namespace Repro.Judges.Tests.Llm;

public sealed class PaceTests
{
    private static readonly TimeSpan Instant = TimeSpan.FromMilliseconds(1);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Retry_After_in_seconds_or_as_a_date_is_waited_for_to_the_end(bool date)
    {
        var time = new ManualTime();
        var wait = TimeSpan.FromSeconds(90);
        await using var bench = await Bench.StartAsync(asked => asked.Number == 1 ? Acts.Status(429, date ? (asked.At + wait).ToString("R", CultureInfo.InvariantCulture) : "90") : Acts.Number(70), time);

        var judging = bench.JudgeAsync(Bench.Requests(1), o => o with { Concurrency = 1 });

        await time.WaitsForAsync(wait);
        time.Advance(wait - Instant);
        await time.WaitsForAsync(Instant);
        bench.Server.Log.Should().HaveCount(1);
        time.Advance(Instant);
        await judging;
        bench.Server.Log.Should().HaveCount(3);
    }

    [Fact]
    public async Task Retry_After_holds_back_every_request()
    {
        var time = new ManualTime();
        await using var bench = await Bench.StartAsync(asked => asked.Number == 2 ? Acts.Status(429, "90") : Acts.Number(70), time);

        var judging = bench.JudgeAsync(Bench.Requests(20), o => o with { Concurrency = 2 });

        await time.WaitsForAsync(TimeSpan.FromSeconds(90));
        await Task.Delay(300);
        bench.Server.Log.Count.Should().BeLessThan(5, "the request beside the one refused, and at most what passed before the refusal was read");
        time.Advance(TimeSpan.FromSeconds(90));
        await judging;
        bench.Server.Log.Should().HaveCount(41);
    }

    [Fact]
    public async Task A_Retry_After_beyond_the_longest_wait_ends_the_judging()
    {
        await using var bench = await Bench.StartAsync(_ => Acts.Status(429, "86400"));

        var act = () => bench.JudgeAsync(Bench.Requests(1), o => o with { Concurrency = 1 });

        (await act.Should().ThrowAsync<JudgingStoppedException>()).WithMessage(
            $"Judging stopped: {bench.Server.BaseUrl} asks to be left alone for 1.00:00:00, and the longest wait allowed is 00:05:00. 0 of 2 replies of {Bench.Protocol().Identity} are recorded in {bench.LogPath}, 2 are not; the same command goes on from there, later.");
        bench.Server.Log.Should().HaveCount(1);
    }

    [Fact]
    public async Task Waits_double_up_to_the_longest()
    {
        var time = new ManualTime();
        await using var bench = await Bench.StartAsync(asked => asked.Attempt <= 4 ? Acts.Status(500) : Acts.Number(70), time);

        var judging = bench.JudgeAsync([new("q", "?", "a")], o => o with { Concurrency = 1, Retries = 4, FirstWait = TimeSpan.FromSeconds(10), LongestWait = TimeSpan.FromSeconds(35) });

        foreach (var seconds in new[] { 10, 20, 35, 35, 10, 20, 35, 35 })
        {
            await time.WaitsForAsync(TimeSpan.FromSeconds(seconds));
            time.Advance(TimeSpan.FromSeconds(seconds));
        }

        await judging;
        bench.Server.Log.Should().HaveCount(10);
    }

    [Fact]
    public async Task Requests_a_minute_are_spaced_evenly()
    {
        var time = new ScaledTime(100);
        await using var bench = await Bench.StartAsync(_ => Acts.Number(70), time);

        await bench.JudgeAsync(Bench.Requests(10), o => o with { Concurrency = 8, RequestsPerMinute = 12 });

        var at = bench.Server.Log.Select(a => a.At).Order().ToList();
        at.Should().HaveCount(20);
        (at[^1] - at[0]).Should().BeGreaterThan(TimeSpan.FromSeconds(18.5 * 5));
    }
}
