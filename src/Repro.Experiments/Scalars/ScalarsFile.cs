using Repro.Evidence.Bundles;

namespace Repro.Experiments.Scalars;

/// <summary>Reads scalars.safetensors without a tensor library.</summary>
internal static class ScalarsFile
{
    /// <summary>Reads and checks it.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="name">What it is called in messages.</param>
    /// <exception cref="InvalidDataException">A rule of the format is broken, or the tensors do not fit together.</exception>
    public static AnswerScalars Read(Stream stream, string name)
    {
        var file = SafeTensorsFile.Read(stream, name);
        var read = new AnswerScalars(
            file.Integers("layers"),
            file.Integers("class"),
            file.Integers("prompt"),
            file.Integers("sample"),
            file.Integers("answer"),
            file.Floats("scalars"),
            file.Floats("kl"),
            file.Floats("kl_grad"),
            file.Floats("reverse_kl"),
            file.Floats("reverse_kl_grad"));
        var (answers, tokens) = (read.Class.Length, read.Answer.Length);
        var fits = read.Layers.Length > 0 && read.Prompt.Length == answers && read.Sample.Length == answers && read.Scalars.Length == (long)tokens * read.Layers.Length
            && new[] { read.Kl, read.KlGradient, read.ReverseKl, read.ReverseKlGradient }.All(values => values.Length == tokens)
            && read.Answer.All(answer => answer >= 0 && answer < answers) && read.Class.All(set => set >= 0 && set < AnswerClass.All.Count);
        return fits ? read : throw new InvalidDataException($"{name} must hold layers [L], class, prompt and sample [A], answer, kl, kl_grad, reverse_kl and reverse_kl_grad [N], and scalars [N, L]. Take it from where it was made.");
    }
}
