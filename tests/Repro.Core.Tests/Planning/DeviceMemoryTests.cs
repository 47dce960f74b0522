using Repro.Core.Planning;

namespace Repro.Core.Tests.Planning;

public sealed class DeviceMemoryTests
{
    [Theory]
    [InlineData("143771\n", 150_754_820_096)]
    [InlineData("81559\n81559\n", 85_520_809_984)]
    [InlineData("", null)]
    [InlineData("No devices were found", null)]
    public void The_first_gpu_counts(string answer, long? bytes) => DeviceMemory.ReadGpu(answer).Should().Be(bytes);

    [Fact]
    public void Of_the_machine_what_is_available_counts()
    {
        DeviceMemory.ReadMachine(["MemTotal:       24622416 kB", "MemAvailable:   22000000 kB"]).Should().Be(22_000_000L * 1024);
        DeviceMemory.ReadMachine(["MemTotal: 1 kB"]).Should().BeNull();
        if (OperatingSystem.IsLinux()) DeviceMemory.Bytes(cuda: false).Should().BeGreaterThan(1 << 20);
    }
}
