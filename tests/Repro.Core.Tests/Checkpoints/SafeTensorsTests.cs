using System.Buffers.Binary;
using System.Text;
using Repro.Core.Checkpoints;
using Repro.Core.Random;
using TorchSharp;
using static TorchSharp.torch;

namespace Repro.Core.Tests.Checkpoints;

public sealed class SafeTensorsTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();
    private readonly TempFolder folder = new();

    public void Dispose()
    {
        folder.Dispose();
        scope.Dispose();
    }

    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.BFloat16)]
    public void Copying_into_tensors_converts_to_their_types(ScalarType type)
    {
        var wide = Tiny.Gaussian(StreamKey.Of(2, "wide"), 3000, 2000); // 24 MB: two blocks
        SafeTensors.Write(folder["x"], new Dictionary<string, Tensor> { ["wide"] = wide, ["scalar"] = wide[0, 0], ["other"] = ones(3), ["empty"] = zeros(0, 2) });
        var targets = new Dictionary<string, Tensor> { ["wide"] = zeros([3000, 2000], type), ["scalar"] = zeros([], type), ["empty"] = zeros(0, 2) };
        SafeTensors.CopyInto(folder["x"], targets);
        Tiny.ShouldEqualBitForBit(targets["wide"], wide.to(type));
        Tiny.ShouldEqualBitForBit(targets["scalar"], wide[0, 0].to(type));
    }

    [Fact]
    public void Copying_into_another_shape_is_refused()
    {
        SafeTensors.Write(folder["x"], new Dictionary<string, Tensor> { ["a"] = ones(2, 3) });
        FluentActions.Invoking(() => SafeTensors.CopyInto(folder["x"], new Dictionary<string, Tensor> { ["a"] = ones(3, 2) })).Should().Throw<ArgumentException>()
            .WithMessage("A target must have the shape of the file's tensor, [2, 3], got [3, 2] for a. Make the target from the file's shapes.");
    }

    [Theory]
    [InlineData(ScalarType.Float64)]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.Float16)]
    [InlineData(ScalarType.BFloat16)]
    [InlineData(ScalarType.Int64)]
    [InlineData(ScalarType.Int32)]
    [InlineData(ScalarType.Int16)]
    [InlineData(ScalarType.Int8)]
    [InlineData(ScalarType.Byte)]
    [InlineData(ScalarType.Bool)]
    public void Round_trip(ScalarType type)
    {
        var values = (Tiny.Gaussian(StreamKey.Of(1, "x"), 3, 5).abs() * 10).to(type);
        SafeTensors.Write(folder["x"], new Dictionary<string, Tensor> { ["a"] = values, ["empty"] = zeros([0, 4], type), ["scalar"] = values[0, 0] });
        var read = SafeTensors.Read(folder["x"]);
        read.Keys.Should().BeEquivalentTo("a", "empty", "scalar");
        read["a"].dtype.Should().Be(type);
        read["a"].shape.Should().Equal(3, 5);
        Tiny.ShouldEqualBitForBit(read["a"], values);
        read["empty"].shape.Should().Equal(0, 4);
        read["scalar"].shape.Should().BeEmpty();
    }

    [Fact]
    public void The_file_depends_on_nothing_but_the_tensors()
    {
        var (a, b) = (tensor(new[] { 1f, 2f }), tensor(new long[] { 3 }));
        SafeTensors.Write(folder["one"], new Dictionary<string, Tensor> { ["a"] = a, ["b"] = b }, new Dictionary<string, string> { ["y"] = "1", ["x"] = "2" });
        SafeTensors.Write(folder["two"], new Dictionary<string, Tensor> { ["b"] = b, ["a"] = a }, new Dictionary<string, string> { ["x"] = "2", ["y"] = "1" });
        File.ReadAllBytes(folder["one"]).Should().Equal(File.ReadAllBytes(folder["two"]));
        var bytes = File.ReadAllBytes(folder["one"]);
        var length = (int)BinaryPrimitives.ReadInt64LittleEndian(bytes);
        Encoding.UTF8.GetString(bytes, 8, length).TrimEnd().Should().Be(
            """{"__metadata__":{"x":"2","y":"1"},"b":{"dtype":"I64","shape":[1],"data_offsets":[0,8]},"a":{"dtype":"F32","shape":[2],"data_offsets":[8,16]}}""");
        (length % 8).Should().Be(0);
    }

    [Fact]
    public void Only_wanted_tensors_are_read_and_views_are_written_as_they_look()
    {
        var x = Tiny.Gaussian(StreamKey.Of(1, "x"), 3, 5);
        SafeTensors.Write(folder["x"], new Dictionary<string, Tensor> { ["t"] = x.t(), ["u"] = x });
        var read = SafeTensors.Read(folder["x"], n => n == "t");
        read.Should().ContainSingle();
        Tiny.ShouldEqualBitForBit(read["t"], x.t().contiguous());
        SafeTensors.Shapes(folder["x"]).Should().HaveCount(2).And.ContainKey("t").WhoseValue.Should().Equal(5, 3);
    }

    [Fact]
    public void A_type_without_a_name_is_refused() =>
        FluentActions.Invoking(() => SafeTensors.Write(folder["x"], new Dictionary<string, Tensor> { ["z"] = zeros(1, ScalarType.ComplexFloat32) })).Should().Throw<ArgumentException>()
            .WithMessage("Types must be one of Float64, Float32, Float16, BFloat16, Int64, Int32, Int16, Int8, Byte, Bool, got ComplexFloat32 for z. Convert the tensor first.");

    [Theory]
    [InlineData("""{"a":{"dtype":"F8","shape":[1],"data_offsets":[0,1]}}""", 1, "types must be one of F64, F32, F16, BF16, I64, I32, I16, I8, U8, BOOL, got F8 for a. Convert the tensor first.")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", 8, "tensors must not overlap, got b from byte 4, where the one before ends at 8. The file is damaged: fetch it again.")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", 8, "tensors must follow each other without gaps, got a from byte 4, where the one before ends at 0. The file is damaged: fetch it again.")]
    [InlineData("""{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"b":{"dtype":"F32","shape":[1],"data_offsets":[1,5]}}""", 5, "F32 must begin at a multiple of 4 bytes, got b at byte 1. Write the file again with aligned tensors.")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 4, "tensors must lie within the data (4 bytes), got a up to byte 8. The file is cut off: fetch it again.")]
    [InlineData("""{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}""", 8, "F32 [3] must take 12 bytes, got 8 for a. The file is damaged: fetch it again.")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,8]}}""", 8, "F32 [-1] must take a possible number of bytes, got 8 for a. The file is damaged: fetch it again.")]
    [InlineData("""{"a":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,0]}}""", 0, "F32 [4611686018427387904, 4] must take a possible number of bytes, got 0 for a. The file is damaged: fetch it again.")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 8, "tensors must fill the data (8 bytes), got 4 bytes used. The file is damaged: fetch it again.")]
    [InlineData("""{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"a":{"dtype":"U8","shape":[1],"data_offsets":[1,2]}}""", 2, "each name must occur once, got a twice. The file is damaged: fetch it again.")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0]}}""", 4, "the header must be a JSON object of {dtype, shape, data_offsets} by name, got something else. The file is damaged: fetch it again.")]
    [InlineData("""{"a":{"dtype":"F32"}}""", 4, "the header must be a JSON object of {dtype, shape, data_offsets} by name, got something else. The file is damaged: fetch it again.")]
    [InlineData("[]", 0, "the header must be a JSON object of {dtype, shape, data_offsets} by name, got something else. The file is damaged: fetch it again.")]
    [InlineData("{", 0, "the header must be a JSON object of {dtype, shape, data_offsets} by name, got something else. The file is damaged: fetch it again.")]
    public void Damaged_files_are_refused(string header, int data, string message)
    {
        var json = Encoding.UTF8.GetBytes(header);
        var bytes = new byte[8 + json.Length + data];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, json.Length);
        json.CopyTo(bytes, 8);
        Refused(bytes, message);
    }

    [Fact]
    public void A_file_that_is_too_short_for_its_length_is_refused() =>
        Refused([1, 2, 3], "a safetensors file must begin with 8 bytes of header length, got 3 bytes in all. The file is cut off: fetch it again.");

    [Fact]
    public void A_header_beyond_the_end_is_refused() =>
        Refused([100, 0, 0, 0, 0, 0, 0, 0, 1, 2], "the header must lie within the file (10 bytes), got a header of 100 bytes. The file is cut off: fetch it again.");

    [Fact]
    public void A_header_that_is_too_long_is_refused() =>
        Refused([255, 255, 255, 255, 255, 255, 255, 255], "the header must be at most 100000000 bytes, got 18446744073709551615. This is not a safetensors file.");

    private void Refused(byte[] bytes, string message)
    {
        File.WriteAllBytes(folder["bad.safetensors"], bytes);
        FluentActions.Invoking(() => SafeTensors.Read(folder["bad.safetensors"])).Should().Throw<InvalidDataException>().WithMessage("bad.safetensors: " + message);
    }
}
