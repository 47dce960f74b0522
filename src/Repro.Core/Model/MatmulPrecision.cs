namespace Repro.Core.Model;

/// <summary>In which type the linear layers multiply. Weights, norms, softmax and loss stay in the model's own type.</summary>
public enum MatmulPrecision
{
    /// <summary>The model's own type.</summary>
    Float32,

    /// <summary>Inputs and weights are rounded to bfloat16 for the product; sums and results are wider.</summary>
    BFloat16,
}
