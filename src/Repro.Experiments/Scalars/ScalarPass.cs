namespace Repro.Experiments.Scalars;

/// <summary>What a teacher-forced pass gives, [B, T] each, float32 on the CPU; tokens outside the answers have no meaning but 0 in the divergences.</summary>
/// <param name="Scalars">[L] of [B, T]: A x of each adapter.</param>
/// <param name="Kl">KL(fine-tuned || chat) of the next token's distribution.</param>
/// <param name="KlGradient">Norm of the gradient of the row's total by each token's embedding.</param>
/// <param name="ReverseKl">KL(chat || fine-tuned).</param>
/// <param name="ReverseKlGradient">Its gradient.</param>
internal sealed record ScalarPass(IReadOnlyList<float[]> Scalars, float[] Kl, float[] KlGradient, float[] ReverseKl, float[] ReverseKlGradient);
