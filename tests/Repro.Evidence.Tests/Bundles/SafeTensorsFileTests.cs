using System.Buffers.Binary;
using System.Text;
using Repro.Evidence.Bundles;

namespace Repro.Evidence.Tests.Bundles;

public sealed class SafeTensorsFileTests
{
    private const string Todo = "The file is damaged: take it from where it was made.";

    private static MemoryStream Bytes(string header, params byte[] data)
    {
        var prefix = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(prefix, Encoding.UTF8.GetByteCount(header));
        return new MemoryStream([.. prefix, .. Encoding.UTF8.GetBytes(header), .. data]);
    }

    [Fact]
    public void Numbers_come_back_by_name()
    {
        byte[] data = [0, 0, 128, 63, 0, 0, 0, 192, 7, 0, 0, 0];
        var file = SafeTensorsFile.Read(Bytes("""{"__metadata__":{"x":"y"},"i":{"dtype":"I32","shape":[1],"data_offsets":[8,12]},"f":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]}}""", data), "t");

        file.Floats("f").Should().Equal(1f, -2f);
        file.Integers("i").Should().Equal(7);
        file.ShapeOf("f").Should().Equal(1, 2);
        FluentActions.Invoking(() => file.Floats("i")).Should().Throw<InvalidDataException>().WithMessage("The tensor 'i' must be of type F32, got I32. Take the file from where it was made.");
        FluentActions.Invoking(() => file.Floats("g")).Should().Throw<InvalidDataException>().WithMessage("The file must hold a tensor 'g'; it has f, i. Take it from where it was made.");
    }

    public static TheoryData<string, int, string> Broken => new()
    {
        { """{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}""", 12, "tensors must not overlap, got b from byte 4, where the one before ends at 8" },
        { """{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[1],"data_offsets":[12,16]}}""", 16, "tensors must follow each other without gaps, got b from byte 12, where the one before ends at 8" },
        { """{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}""", 8, "F32 [3] must have the bytes of its shape, got 8 for a" },
        { """{"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,-8]}}""", 8, "F32 [-2] must have the bytes of its shape, got -8 for a" },
        { """{"a":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,0]}}""", 0, "F32 [4611686018427387904, 4] must have the bytes of its shape, got 0 for a" },
        { """{"a":{"dtype":"F32","shape":[1073741824],"data_offsets":[0,4294967296]}}""", 0, "a tensor has at most 2147483648 bytes here, got 4294967296 for a" },
        { """{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 7, "the data must hold every tensor, got an end within a" },
        { """{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 9, "the data must end with the last tensor, got more bytes" },
        { """{"a":{"dtype":"F8","shape":[8],"data_offsets":[0,8]}}""", 8, "types must be one of F64, I64, U64, F32, I32, U32, F16, BF16, I16, U16, I8, U8, BOOL, got F8 for a" },
        { """{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"a":{"dtype":"U8","shape":[1],"data_offsets":[1,2]}}""", 2, "each name must occur once, got a twice" },
        { """{"a":{"dtype":"F32","shape":[2]}}""", 8, "the header must be a JSON object of {dtype, shape, data_offsets} by name, got something else" },
        { "[1]", 0, "the header must be a JSON object of {dtype, shape, data_offsets} by name, got something else" },
        { "{", 0, "the header must be a JSON object of {dtype, shape, data_offsets} by name, got something else" },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_file_that_breaks_a_rule_is_refused(string header, int data, string rule) =>
        FluentActions.Invoking(() => SafeTensorsFile.Read(Bytes(header, new byte[data]), "t")).Should().Throw<InvalidDataException>().WithMessage($"t: {rule}. {Todo}");

    [Fact]
    public void A_header_that_claims_to_be_huge_takes_no_memory()
    {
        byte[] huge = [0, 0, 0, 0, 1, 0, 0, 0];
        FluentActions.Invoking(() => SafeTensorsFile.Read(new MemoryStream(huge), "t")).Should().Throw<InvalidDataException>().WithMessage($"t: the header must be at most 100000000 bytes, got 4294967296. {Todo}");
        byte[] claimed = [0, 0, 16, 0, 0, 0, 0, 0, (byte)'{'];
        FluentActions.Invoking(() => SafeTensorsFile.Read(new MemoryStream(claimed), "t")).Should().Throw<InvalidDataException>().WithMessage($"t: the header must have its 1048576 bytes, got 1. {Todo}");
        FluentActions.Invoking(() => SafeTensorsFile.Read(new MemoryStream([1]), "t")).Should().Throw<InvalidDataException>().WithMessage($"t: a file must begin with 8 bytes of header length, got fewer. {Todo}");
    }
}
