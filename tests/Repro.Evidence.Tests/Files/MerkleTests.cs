using System.Security.Cryptography;
using System.Text;
using Repro.Evidence.Files;

namespace Repro.Evidence.Tests.Files;

public sealed class MerkleTests
{
    private static byte[] Leaf(string text) => SHA256.HashData([0, .. Encoding.UTF8.GetBytes(text)]);

    private static byte[] Node(byte[] left, byte[] right) => SHA256.HashData([1, .. left, .. right]);

    [Fact]
    public void The_root_of_nothing_is_the_hash_of_nothing() => Merkle.Root([]).Should().Be("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");

    [Fact]
    public void The_root_of_three_hands_the_odd_one_up() =>
        Merkle.Root(["a", "b", "c"]).Should().Be(Convert.ToHexStringLower(Node(Node(Leaf("a"), Leaf("b")), Leaf("c"))));

    [Fact]
    public void Another_leaf_or_another_order_gives_another_root() =>
        new[] { Merkle.Root(["a", "b"]), Merkle.Root(["b", "a"]), Merkle.Root(["a", "c"]), Merkle.Root(["a"]), Merkle.Root(["ab"]), Merkle.Root(["a", "b", "b"]) }.Should().OnlyHaveUniqueItems();
}
