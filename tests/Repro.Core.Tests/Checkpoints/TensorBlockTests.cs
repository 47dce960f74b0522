using Repro.Core.Checkpoints;
using TorchSharp;
using static TorchSharp.torch;

namespace Repro.Core.Tests.Checkpoints;

public sealed class TensorBlockTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();
    private readonly TempFolder folder = new();

    public void Dispose()
    {
        folder.Dispose();
        scope.Dispose();
    }

    [Theory]
    [InlineData(ScalarType.BFloat16, 16)]
    [InlineData(ScalarType.Float32, 1)]
    public void Blocks_are_whole_rows_and_small_where_they_are_converted(ScalarType target, int mebibytes)
    {
        const long rows = 20_000, width = 1000;
        var blocks = TensorBlock.Of(new TensorEntry("x", "BF16", [rows, width], 0, rows * width * 2), empty([rows, width], target)).ToList();
        blocks.Sum(b => b.Rows).Should().Be(rows);
        blocks.Should().OnlyContain(b => b.Rows * b.RowBytes <= mebibytes << 20 && b.RowBytes == width * 2);
        blocks.Select(b => b.FirstRow).Should().Equal(blocks.Select((_, i) => i * blocks[0].Rows));
    }

    [Fact]
    public void A_file_that_ends_while_it_is_read_is_refused()
    {
        File.WriteAllBytes(folder["x"], new byte[20]);
        using var file = File.OpenHandle(folder["x"]);
        var block = TensorBlock.Of(new TensorEntry("weight", "F32", [4], 0, 16), zeros(4)).Single();
        FluentActions.Invoking(() => block.Read(file, 8)).Should().Throw<InvalidDataException>()
            .WithMessage("A checkpoint must not change while it is read, got the end of the file at byte 20, within weight. Load it again.");
    }
}
