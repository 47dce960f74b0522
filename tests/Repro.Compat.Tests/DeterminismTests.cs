using TorchSharp;
using static TorchSharp.torch;

namespace Repro.Compat.Tests;

public sealed class DeterminismTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void The_same_training_steps_give_the_same_bits(int threads)
    {
        var before = get_num_threads();
        try
        {
            set_num_threads(threads);
            get_num_threads().Should().Be(threads);
            Train().Should().Equal(Train());
        }
        finally
        {
            set_num_threads(before);
        }
    }

    private static byte[] Train()
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        Tensor table = randn(100, 64, requires_grad: true), w = (randn(256, 64) / 8).requires_grad_(), v = (randn(64, 256) / 16).requires_grad_();
        var ids = randint(0, 100, [32, 64]);
        for (var step = 0; step < 5; step++)
        {
            var x = table.index_select(0, ids.view(-1));
            var hidden = nn.functional.silu(nn.functional.linear(x, w));
            var logits = nn.functional.linear(nn.functional.linear(hidden, v), table);
            nn.functional.cross_entropy(logits, ids.roll(1, 1).view(-1)).backward();
            using var guard = no_grad();
            foreach (var p in new[] { table, w, v })
            {
                p.sub_(p.grad! * 0.1);
                p.grad = null;
            }
        }

        return cat([table.detach().view(-1), w.detach().view(-1), v.detach().view(-1)]).bytes.ToArray();
    }
}
