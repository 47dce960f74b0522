using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace TorchSharp.Native;

/// <summary>The native library's entry points, and how a failure there becomes an exception here.</summary>
internal static unsafe class Shim
{
    private static readonly nint Library = Loader.Ensure();

    private static readonly delegate* unmanaged<byte*, byte*, nint> op = (delegate* unmanaged<byte*, byte*, nint>)Entry("rt_op");
    private static readonly delegate* unmanaged<nint, RawArg*, int, RawArg*, int, int> call = (delegate* unmanaged<nint, RawArg*, int, RawArg*, int, int>)Entry("rt_call");
    private static readonly delegate* unmanaged<byte*> error = (delegate* unmanaged<byte*>)Entry("rt_error");
    private static readonly delegate* unmanaged<nint, void> release = (delegate* unmanaged<nint, void>)Entry("rt_release");
    private static readonly delegate* unmanaged<nint, void> free = (delegate* unmanaged<nint, void>)Entry("rt_free");

    internal static readonly delegate* unmanaged[SuppressGCTransition]<nint, nint> Retain = (delegate* unmanaged[SuppressGCTransition]<nint, nint>)Entry("rt_retain");
    internal static readonly delegate* unmanaged[SuppressGCTransition]<nint, long> Dim = (delegate* unmanaged[SuppressGCTransition]<nint, long>)Entry("rt_dim");
    internal static readonly delegate* unmanaged[SuppressGCTransition]<nint, long> Numel = (delegate* unmanaged[SuppressGCTransition]<nint, long>)Entry("rt_numel");
    internal static readonly delegate* unmanaged[SuppressGCTransition]<nint, int> DType = (delegate* unmanaged[SuppressGCTransition]<nint, int>)Entry("rt_dtype");
    internal static readonly delegate* unmanaged[SuppressGCTransition]<nint, long> Device = (delegate* unmanaged[SuppressGCTransition]<nint, long>)Entry("rt_device");
    internal static readonly delegate* unmanaged[SuppressGCTransition]<nint, long> Offset = (delegate* unmanaged[SuppressGCTransition]<nint, long>)Entry("rt_offset");
    internal static readonly delegate* unmanaged[SuppressGCTransition]<nint, long*, void> Sizes = (delegate* unmanaged[SuppressGCTransition]<nint, long*, void>)Entry("rt_sizes");
    internal static readonly delegate* unmanaged[SuppressGCTransition]<nint, long*, void> Strides = (delegate* unmanaged[SuppressGCTransition]<nint, long*, void>)Entry("rt_strides");
    internal static readonly delegate* unmanaged<nint, nint> Data = (delegate* unmanaged<nint, nint>)Entry("rt_data");
    internal static readonly delegate* unmanaged<nint, int> Flags = (delegate* unmanaged<nint, int>)Entry("rt_flags");
    internal static readonly delegate* unmanaged<nint, long*, long, int, nint, nint> FromBlob = (delegate* unmanaged<nint, long*, long, int, nint, nint>)Entry("rt_from_blob");

    internal static readonly delegate* unmanaged<nint, int, int> SetRequiresGrad = (delegate* unmanaged<nint, int, int>)Entry("rt_set_requires_grad");
    internal static readonly delegate* unmanaged<nint, int> RetainGrad = (delegate* unmanaged<nint, int>)Entry("rt_retain_grad");
    internal static readonly delegate* unmanaged<nint, nint> Grad = (delegate* unmanaged<nint, nint>)Entry("rt_grad");
    internal static readonly delegate* unmanaged<nint, nint, int> SetGrad = (delegate* unmanaged<nint, nint, int>)Entry("rt_set_grad");
    internal static readonly delegate* unmanaged<nint*, long, nint*, long, int, int, nint*, long, int> Backward = (delegate* unmanaged<nint*, long, nint*, long, int, int, nint*, long, int>)Entry("rt_backward");
    internal static readonly delegate* unmanaged<nint*, long, nint*, long, nint*, long, int, int, int, nint*, int> Gradients = (delegate* unmanaged<nint*, long, nint*, long, nint*, long, int, int, int, nint*, int>)Entry("rt_gradients");
    internal static readonly delegate* unmanaged[SuppressGCTransition]<int> GradEnabled = (delegate* unmanaged[SuppressGCTransition]<int>)Entry("rt_grad_enabled");
    internal static readonly delegate* unmanaged[SuppressGCTransition]<int, void> SetGradEnabled = (delegate* unmanaged[SuppressGCTransition]<int, void>)Entry("rt_set_grad_enabled");
    internal static readonly delegate* unmanaged<int> InferenceEnabled = (delegate* unmanaged<int>)Entry("rt_inference_enabled");
    internal static readonly delegate* unmanaged<int, nint> InferenceEnter = (delegate* unmanaged<int, nint>)Entry("rt_inference_enter");
    internal static readonly delegate* unmanaged<nint, void> InferenceLeave = (delegate* unmanaged<nint, void>)Entry("rt_inference_leave");
    internal static readonly delegate* unmanaged<nint, nint*, int, nint*, byte*, int, nint> NodeNew = (delegate* unmanaged<nint, nint*, int, nint*, byte*, int, nint>)Entry("rt_node_new");
    internal static readonly delegate* unmanaged<nint, void> NodeDrop = (delegate* unmanaged<nint, void>)Entry("rt_node_drop");
    internal static readonly delegate* unmanaged<nint, nint> NodeRaw = (delegate* unmanaged<nint, nint>)Entry("rt_node_raw");
    internal static readonly delegate* unmanaged<nint, nint, int, int> NodeSave = (delegate* unmanaged<nint, nint, int, int>)Entry("rt_node_save");
    internal static readonly delegate* unmanaged<nint, int, nint*, int> NodeUnpack = (delegate* unmanaged<nint, int, nint*, int>)Entry("rt_node_unpack");

    internal static readonly delegate* unmanaged<int> Threads = (delegate* unmanaged<int>)Entry("rt_threads");
    internal static readonly delegate* unmanaged<int, int> SetThreads = (delegate* unmanaged<int, int>)Entry("rt_set_threads");
    internal static readonly delegate* unmanaged<int> InteropThreads = (delegate* unmanaged<int>)Entry("rt_interop_threads");
    internal static readonly delegate* unmanaged<int, int> SetInteropThreads = (delegate* unmanaged<int, int>)Entry("rt_set_interop_threads");
    internal static readonly delegate* unmanaged<int> CudaCount = (delegate* unmanaged<int>)Entry("rt_cuda_count");
    internal static readonly delegate* unmanaged<int, int> CudaSynchronize = (delegate* unmanaged<int, int>)Entry("rt_cuda_synchronize");
    internal static readonly delegate* unmanaged<long, int> ManualSeed = (delegate* unmanaged<long, int>)Entry("rt_manual_seed");
    internal static readonly delegate* unmanaged<nint> GeneratorDefault = (delegate* unmanaged<nint>)Entry("rt_generator_default");
    internal static readonly delegate* unmanaged<ulong, nint> GeneratorNew = (delegate* unmanaged<ulong, nint>)Entry("rt_generator_new");
    internal static readonly delegate* unmanaged<nint, void> GeneratorRelease = (delegate* unmanaged<nint, void>)Entry("rt_generator_release");
    internal static readonly delegate* unmanaged<nint, ulong, void> GeneratorSeed = (delegate* unmanaged<nint, ulong, void>)Entry("rt_generator_seed");
    internal static readonly delegate* unmanaged<nint, ulong> GeneratorInitial = (delegate* unmanaged<nint, ulong>)Entry("rt_generator_initial");
    internal static readonly delegate* unmanaged<nint, nint> GeneratorState = (delegate* unmanaged<nint, nint>)Entry("rt_generator_state");
    internal static readonly delegate* unmanaged<nint, nint, int> GeneratorSetState = (delegate* unmanaged<nint, nint, int>)Entry("rt_generator_set_state");

    private static Exception? pending;

    static Shim()
    {
        ((delegate* unmanaged<delegate* unmanaged<nint, nint*, int, nint*, int, int>, delegate* unmanaged<nint, void>, void>)Entry("rt_callbacks"))(
            &Autograd.NodeContext.OnBackward, &OnRelease);
    }

    internal static string Version => Text(((delegate* unmanaged<byte*>)Entry("rt_version"))());

    internal static bool SgemmIsOneDnn => ((delegate* unmanaged<int>)Entry("rt_sgemm_is_dnnl"))() != 0;

    internal static nint FindOperator(string name, string overload)
    {
        fixed (byte* n = Utf8(name), o = Utf8(overload))
        {
            return op(n, o);
        }
    }

    internal static int CallOperator(nint handle, RawArg* args, int count, RawArg* results, int capacity) => call(handle, args, count, results, capacity);

    internal static void Release(nint tensor) => release(tensor);

    internal static void Free(nint memory) => free(memory);

    /// <summary>Throws when a call reported failure.</summary>
    internal static void Check(int result)
    {
        if (result < 0)
        {
            throw Failure();
        }
    }

    /// <summary>What the last failed call of this thread said. An exception that C# code under it threw comes back as itself.</summary>
    internal static Exception Failure()
    {
        if (Interlocked.Exchange(ref pending, null) is { } managed)
        {
            ExceptionDispatchInfo.Capture(managed).Throw();
        }

        return new ExternalException(Text(error()));
    }

    /// <summary>Keeps an exception that must not cross native frames; <see cref="Failure"/> throws it on the other side.</summary>
    internal static void Postpone(Exception exception) => Interlocked.CompareExchange(ref pending, exception, null);

    [UnmanagedCallersOnly]
    private static void OnRelease(nint handle)
    {
        var owner = GCHandle.FromIntPtr(handle);
        (owner.Target as Autograd.NodeContext)?.Released();
        owner.Free();
    }

    private static nint Entry(string name) =>
        NativeLibrary.TryGetExport(Library, name, out var address) ? address : throw new DllNotFoundException($"The native library of compat/TorchSharp lacks '{name}': it is older than this assembly. {Loader.Advice}");

    private static byte[] Utf8(string text) => System.Text.Encoding.UTF8.GetBytes(text + "\0");

    private static string Text(byte* text) => Marshal.PtrToStringUTF8((nint)text) ?? "";
}
