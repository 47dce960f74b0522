using System.Runtime.InteropServices;
using System.Text;

namespace TorchSharp.Native;

/// <summary>
/// Finds libreprotorch.so (beside this assembly, or where REPRO_SHIM says), loads it once, and checks that both halves agree.
/// Every failure is a DllNotFoundException with one message: what is wrong, where, what to run.
/// </summary>
internal static unsafe class Loader
{
    internal const string Advice =
        "Run ./repro setup (or compat/TorchSharp/native/build.sh), which builds it against the installed libtorch; LIBTORCH names another libtorch, REPRO_SHIM another built library.";

    private static readonly string[] Required = ["add.Tensor", "linear", "embedding", "softmax.int", "bmm", "index.Tensor", "cross_entropy_loss"];
    private static readonly Lock Gate = new();
    private static nint library;
    private static string? failure;

    /// <summary>The library's handle; the first call loads it. Called before anything touches <see cref="Shim"/>.</summary>
    internal static nint Ensure()
    {
        if (Volatile.Read(ref library) is var ready and not 0)
        {
            return ready;
        }

        lock (Gate)
        {
            if (library == 0)
            {
                failure ??= Load(
                    Environment.GetEnvironmentVariable("REPRO_SHIM") is { Length: > 0 } named ? named : Path.Combine(AppContext.BaseDirectory, "libreprotorch.so"),
                    out library);
            }

            return failure is null ? library : throw new DllNotFoundException(failure);
        }
    }

    private static string? Load(string path, out nint handle)
    {
        handle = 0;
        if (!File.Exists(path))
        {
            return $"The native library of compat/TorchSharp is not at {path}. {Advice}";
        }

        SetDefault("OMP_WAIT_POLICY", "PASSIVE");
        nint loaded;
        try
        {
            loaded = NativeLibrary.Load(path);
        }
        catch (Exception e) when (e is DllNotFoundException or BadImageFormatException)
        {
            return $"The native library of compat/TorchSharp at {path} does not load: {e.Message.Trim()} {Advice}";
        }

        var expected = (sizeof(RawArg) * 1000) + (int)Tag.Count;
        var got = NativeLibrary.TryGetExport(loaded, "rt_abi", out var abi) ? ((delegate* unmanaged<int>)abi)() : 0;
        if (got != expected)
        {
            return $"The native library of compat/TorchSharp at {path} has interface {got}, this assembly has {expected}. {Advice}";
        }

        var find = (delegate* unmanaged<byte*, byte*, nint>)NativeLibrary.GetExport(loaded, "rt_op");
        foreach (var name in Required)
        {
            var dot = name.IndexOf('.', StringComparison.Ordinal);
            fixed (byte* n = Utf8("aten::" + (dot < 0 ? name : name[..dot])), o = Utf8(dot < 0 ? "" : name[(dot + 1)..]))
            {
                if (find(n, o) == 0)
                {
                    return $"The libtorch under {path} has no operator aten::{name}; version 1.13 or newer is needed. {Advice}";
                }
            }
        }

        handle = loaded;
        return null;
    }

    /// <summary>Sets an environment variable for native code (.NET's own setter does not reach getenv), unless the user did.</summary>
    private static void SetDefault(string name, string value)
    {
        fixed (byte* n = Utf8(name), v = Utf8(value))
        {
            _ = SetEnv(n, v, 0);
        }
    }

    [DllImport("libc", EntryPoint = "setenv")]
    private static extern int SetEnv(byte* name, byte* value, int overwrite);

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text + "\0");
}
