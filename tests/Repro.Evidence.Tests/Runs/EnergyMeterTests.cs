using Repro.Evidence.Runs;

namespace Repro.Evidence.Tests.Runs;

public sealed class EnergyMeterTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    private void Counter(string zone, long energy, long range = 1_000_000_000)
    {
        Directory.CreateDirectory(folder[zone]);
        File.WriteAllText(Path.Combine(folder[zone], "energy_uj"), $"{energy}\n");
        File.WriteAllText(Path.Combine(folder[zone], "max_energy_range_uj"), $"{range}\n");
    }

    [Fact]
    public void Packages_are_summed_and_their_parts_are_not()
    {
        Counter("intel-rapl:0", 1_000_000);
        Counter("intel-rapl:0:0", 500_000);
        Counter("intel-rapl:1", 2_000_000);
        var meter = EnergyMeter.Start(folder.Path);
        Counter("intel-rapl:0", 4_000_000);
        Counter("intel-rapl:0:0", 900_000_000);
        Counter("intel-rapl:1", 2_500_000);

        meter.Joules().Should().Be(3.5);
    }

    [Fact]
    public void A_counter_that_began_again_is_carried_on()
    {
        Counter("intel-rapl:0", 999_000_000);
        var meter = EnergyMeter.Start(folder.Path);
        Counter("intel-rapl:0", 1_000_000);

        meter.Joules().Should().Be(2);
    }

    [Fact]
    public void A_machine_that_does_not_tell_has_no_number()
    {
        EnergyMeter.Start(folder["none"]).Joules().Should().BeNull();
        Counter("intel-rapl:0", 1);
        var meter = EnergyMeter.Start(folder.Path);
        File.Delete(Path.Combine(folder["intel-rapl:0"], "energy_uj"));
        meter.Joules().Should().BeNull();
    }
}
