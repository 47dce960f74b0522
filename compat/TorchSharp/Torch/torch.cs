using System.Runtime.InteropServices;
using TorchSharp.Native;

namespace TorchSharp;

/// <summary>
/// The API of the TorchSharp package, as far as this repository uses it, over any installed libtorch from 1.13 on.
/// Names, signatures, exceptions and disposal are the package's; what is absent here is in the package.
/// </summary>
public static unsafe partial class torch
{
    public static string __version__
    {
        get
        {
            Loader.Ensure();
            return Shim.Version;
        }
    }

    public static DisposeScope? CurrentDisposeScope => DisposeScopeManager.Current;

    public static DisposeScope NewDisposeScope() => DisposeScopeManager.Open();

    public static Tensor WrappedTensorDisposeScope(Func<Tensor> expr)
    {
        using var scope = NewDisposeScope();
        return expr().MoveToOuterDisposeScope();
    }

    public static IDisposable no_grad() => new GradMode(false);

    public static IDisposable enable_grad(bool enabled = true) => new GradMode(enabled);

    public static IDisposable set_grad_enabled(bool mode = true) => new GradMode(mode);

    public static bool is_grad_enabled()
    {
        Loader.Ensure();
        return Shim.GradEnabled() != 0;
    }

    public static IDisposable inference_mode(bool mode = true) => new InferenceMode(mode);

    public static bool is_inference_mode_enabled()
    {
        Loader.Ensure();
        return Shim.InferenceEnabled() != 0;
    }

    public static int get_num_threads()
    {
        Loader.Ensure();
        return Shim.Threads();
    }

    public static void set_num_threads(int num)
    {
        Loader.Ensure();
        Shim.Check(Shim.SetThreads(num));
    }

    public static int get_num_interop_threads()
    {
        Loader.Ensure();
        return Shim.InteropThreads();
    }

    public static void set_num_interop_threads(int num)
    {
        Loader.Ensure();
        Shim.Check(Shim.SetInteropThreads(num));
    }

    public static bool cuda_is_available() => cuda.is_available();

    public static void CheckForErrors()
    {
    }

    public static class cuda
    {
        public static bool is_available() => device_count() > 0;

        public static int device_count()
        {
            Loader.Ensure();
            return Shim.CudaCount();
        }

        public static void synchronize(Device? device = null)
        {
            Loader.Ensure();
            Shim.Check(Shim.CudaSynchronize(device?.index ?? -1));
        }

        public static void manual_seed(long seed) => torch.manual_seed(seed);

        public static void manual_seed_all(long seed) => torch.manual_seed(seed);
    }

    private sealed class GradMode : IDisposable
    {
        private readonly bool before = is_grad_enabled();

        public GradMode(bool on) => Shim.SetGradEnabled(on ? 1 : 0);

        public void Dispose() => Shim.SetGradEnabled(before ? 1 : 0);
    }

    private sealed class InferenceMode : IDisposable
    {
        private nint guard;

        public InferenceMode(bool on)
        {
            Loader.Ensure();
            guard = Shim.InferenceEnter(on ? 1 : 0);
        }

        public void Dispose()
        {
            if (Interlocked.Exchange(ref guard, 0) is var entered and not 0)
            {
                Shim.InferenceLeave(entered);
            }
        }
    }
}
