namespace Repro.Core.Checkpoints;

/// <summary>Weights as Python pickles them: a program that runs when it is read. None is ever opened.</summary>
internal static class Pickles
{
    private const string SafeTensors = ".safetensors";

    private static readonly string[] Endings = [".bin", ".pt", ".pth", ".pkl", ".pickle", ".ckpt"];

    /// <summary>Refuses weights that are a pickle, or stand in a folder where only a pickle of them is.</summary>
    /// <exception cref="InvalidDataException">They are; names the file.</exception>
    internal static void Refuse(string directory, string name)
    {
        var pickle = Endings.Contains(Path.GetExtension(name), StringComparer.OrdinalIgnoreCase) ? name
            : !name.EndsWith(SafeTensors, StringComparison.Ordinal) || File.Exists(Path.Combine(directory, name)) || !Directory.Exists(directory) ? null
            : Directory.EnumerateFiles(directory).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal).FirstOrDefault(f => Endings.Contains(Path.GetExtension(f), StringComparer.OrdinalIgnoreCase));
        if (pickle is not null)
            throw new InvalidDataException($"Weights are read from {SafeTensors} files only, got {pickle} in {directory}: a pickle is a program that runs when it is read, and was not opened. Convert it with safetensors.torch.save_file where you trust it.");
    }
}
