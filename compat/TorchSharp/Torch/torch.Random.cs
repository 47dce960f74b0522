using TorchSharp.Native;

namespace TorchSharp;

public static unsafe partial class torch
{
    public static Generator manual_seed(long seed) => random.manual_seed(seed);

    public static long initial_seed() => random.initial_seed();

    public static Tensor get_rng_state() => random.get_rng_state();

    public static void set_rng_state(Tensor new_state) => random.set_rng_state(new_state);

    public static class random
    {
        public static Generator manual_seed(long seed)
        {
            Loader.Ensure();
            Shim.Check(Shim.ManualSeed(seed));
            return Generator.Default;
        }

        public static long initial_seed() => Generator.Default.initial_seed();

        public static Tensor get_rng_state() => Generator.Default.get_state();

        public static void set_rng_state(Tensor new_state) => Generator.Default.set_state(new_state);
    }

    /// <summary>A stream of random numbers on the CPU.</summary>
    public class Generator : IDisposable
    {
        private nint handle;

        public Generator(ulong seed = 0, Device? device = null)
        {
            if (device is not null && device.type != DeviceType.CPU)
            {
                throw new NotSupportedException($"compat/TorchSharp has generators on the CPU only, got {device}. Use the TorchSharp package.");
            }

            Loader.Ensure();
            handle = Shim.GeneratorNew(seed);
        }

        private Generator(nint handle) => this.handle = handle;

        ~Generator() => Dispose(false);

        public static Generator Default
        {
            get
            {
                Loader.Ensure();
                return new Generator(Shim.GeneratorDefault());
            }
        }

        public IntPtr Handle => handle != 0 ? handle : throw new InvalidOperationException("Generator invalid -- empty handle.");

        public Device device => CPU;

        public Generator manual_seed(long seed)
        {
            Shim.GeneratorSeed(Handle, (ulong)seed);
            return this;
        }

        public long initial_seed() => (long)Shim.GeneratorInitial(Handle);

        public Tensor get_state() => new(Shim.GeneratorState(Handle));

        public void set_state(Tensor value)
        {
            Shim.Check(Shim.GeneratorSetState(Handle, value.Handle));
            GC.KeepAlive(value);
        }

        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        protected virtual void Dispose(bool disposing)
        {
            if (Interlocked.Exchange(ref handle, 0) is var owned and not 0)
            {
                Shim.GeneratorRelease(owned);
            }
        }
    }
}
