using Repro.Core.Random;

namespace Repro.Experiments.Interventions;

/// <summary>Control directions: isotropic Gaussian vectors scaled to the norm of the real one.</summary>
internal static class RandomVectors
{
    /// <summary>g ‖v‖ / ‖g‖ with g standard normal. (The papers' code leaves out the division: its vectors are √d times longer.)</summary>
    public static float[] Like(float[] vector, StreamKey stream)
    {
        var random = new CounterRandom(stream);
        var draw = Array.ConvertAll(vector, _ => random.NextGaussian());
        return Scaled(draw, Norm(vector));
    }

    /// <summary>The same after removing the part along v: g - v̂ v̂ᵀ g, scaled to ‖v‖.</summary>
    public static float[] Orthogonal(float[] vector, StreamKey stream)
    {
        var random = new CounterRandom(stream);
        var draw = Array.ConvertAll(vector, _ => random.NextGaussian());
        var norm = Norm(vector);
        var along = vector.Zip(draw, (v, g) => v * g).Sum() / (norm * norm);
        return Scaled([.. draw.Zip(vector, (g, v) => g - (along * v))], norm);
    }

    /// <summary>The direction of one vector with the norm of another.</summary>
    public static float[] Scaled(float[] vector, float[] like) => Scaled(Array.ConvertAll(vector, v => (double)v), Norm(like));

    private static double Norm(float[] vector) => Math.Sqrt(vector.Sum(v => (double)v * v));

    private static float[] Scaled(double[] draw, double norm)
    {
        var own = Math.Sqrt(draw.Sum(g => g * g));
        return Array.ConvertAll(draw, g => (float)(g * norm / own));
    }
}
