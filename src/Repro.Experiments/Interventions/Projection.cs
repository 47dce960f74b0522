namespace Repro.Experiments.Interventions;

/// <summary>A vector without its part along another; sums in float64.</summary>
internal static class Projection
{
    /// <summary>b - strength * v̂ v̂ᵀ b.</summary>
    /// <exception cref="ArgumentException">The lengths differ, or the direction has no length.</exception>
    public static float[] Without(float[] vector, float[] direction, double strength = 1)
    {
        if (vector.Length != direction.Length)
            throw new ArgumentException($"A direction must have as many entries as the vector that it is taken out of, {vector.Length}; it has {direction.Length}. Use the directions of the same model.");
        double along = 0, square = 0;
        for (var i = 0; i < vector.Length; i++)
        {
            along += (double)vector[i] * direction[i];
            square += (double)direction[i] * direction[i];
        }

        if (!(square > 0)) throw new ArgumentException("A direction to take out must have a length above 0; this one is 0. Give the direction before any scaling by zero.");
        var factor = strength * along / square;
        return [.. vector.Zip(direction, (x, v) => (float)(x - (factor * v)))];
    }

    /// <summary>The vector scaled to the norm of another; one of norm 0 stays as it is.</summary>
    public static float[] AtNormOf(float[] vector, float[] other)
    {
        double own = Norm(vector), norm = Norm(other);
        return own == 0 ? vector : Array.ConvertAll(vector, x => (float)(x * norm / own));
    }

    /// <summary>‖v‖.</summary>
    public static double Norm(float[] vector) => Math.Sqrt(vector.Sum(x => (double)x * x));
}
