using System.Security.Cryptography;
using System.Text;
using System.Text.Unicode;
using Repro.Claims;

namespace Repro.Experiments.Data;

/// <summary>Opens a file that somebody else made: plain or gzip, which its first two bytes decide and not its name.</summary>
internal static class InputFile
{
    /// <summary>The file's bytes, unpacked.</summary>
    /// <exception cref="InputException">The path is a folder, is not there, or may not be read.</exception>
    public static Stream Open(string path)
    {
        if (Directory.Exists(path)) throw new InputException($"{path}: a file is needed here, and this is a folder. Name a file in it.");
        FileStream? file = null;
        try
        {
            file = File.OpenRead(path);
            if (!file.CanSeek) throw new InputException($"{path}: a plain file is needed here, and this is a pipe or a device. Write its bytes to a file first.");
            Span<byte> magic = stackalloc byte[2];
            var zipped = file.ReadAtLeast(magic, 2, throwOnEndOfStream: false) == 2 && magic is [0x1f, 0x8b];
            file.Position = 0;
            return zipped ? new GunzipStream(file) : file;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InputException($"{path}: there is no such file. Check the path.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException or InputException)
        {
            file?.Dispose();
            throw e switch
            {
                InputException => e,
                InvalidDataException damaged => Damaged(path, damaged),
                _ => new InputException($"{path}: the file cannot be read: {e.Message}", e),
            };
        }
    }

    /// <summary>What to say of a gzip file that ends early or is broken.</summary>
    public static InputException Damaged(string path, InvalidDataException mistake)
        => new($"{path}: the gzip data are damaged: {mistake.Message.TrimEnd('.')}. Fetch the file again.", mistake);

    /// <summary>All bytes of a file of text, checked to be UTF-8 and at most <paramref name="maxBytes"/> long.</summary>
    /// <exception cref="InputException">They are not; names file and line.</exception>
    public static byte[] ReadUtf8(string path, int maxBytes)
    {
        using var stream = Open(path);
        using var bytes = new MemoryStream();
        var chunk = new byte[1 << 16];
        try
        {
            while (stream.Read(chunk) is var read and > 0)
            {
                if (bytes.Length + read > maxBytes) throw new InputException($"{path}: the file has at most {maxBytes} bytes, unpacked; this one has more. Split it.");
                bytes.Write(chunk, 0, read);
            }
        }
        catch (InvalidDataException mistake)
        {
            throw Damaged(path, mistake);
        }

        var text = bytes.ToArray();
        if (BadByte(text) is { } at) throw new InputException($"{path}:{text.AsSpan(0, at).Count((byte)'\n') + 1}: the file is UTF-8; byte {at + 1} of it is not. Save it as UTF-8.");
        return text;
    }

    /// <summary>Hash of the bytes as they lie there, or null where they cannot be read or are no plain file's.</summary>
    public static string? Hash(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            return file.CanSeek ? Convert.ToHexStringLower(SHA256.HashData(file)) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>The index of the first byte that is not UTF-8, or null.</summary>
    public static int? BadByte(ReadOnlySpan<byte> text)
    {
        if (Utf8.IsValid(text)) return null;
        var at = 0;
        while (Rune.DecodeFromUtf8(text[at..], out _, out var length) == System.Buffers.OperationStatus.Done) at += length;
        return at;
    }
}
