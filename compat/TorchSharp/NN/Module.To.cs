using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            public Module _to(Tensor other, bool non_blocking) => Move(other.dtype, other.device);

            protected internal virtual Module _to(Device device, ScalarType dtype, bool non_blocking) => Move(dtype, device);

            protected internal virtual Module _to(DeviceType deviceType, int deviceIndex, bool non_blocking) => Move(null, new Device(deviceType, deviceIndex));

            protected internal virtual Module _to(ScalarType dtype, bool non_blocking) => Move(dtype, null);

            /// <summary>Replaces parameters and floating-point buffers, in the tree and in the fields and properties that hold them.</summary>
            protected virtual void _toEpilog(ScalarType? dtype, Device? device, bool non_blocking)
            {
                foreach (var (_, module) in submodules)
                {
                    _ = device is null ? module._to(dtype!.Value, non_blocking) : dtype is null ? module._to(device.type, device.index, non_blocking) : module._to(device, dtype.Value, non_blocking);
                }

                foreach (var (name, parameter) in ownParameters.ToArray())
                {
                    if (ReplaceParameter(dtype, device, parameter, out var moved))
                    {
                        Put(name, parameter, moved!);
                        parameter.Dispose();
                        ownParameters.Set(name, moved!);
                    }
                }

                foreach (var (name, buffer) in ownBuffers.ToArray())
                {
                    if (ReplaceBuffer(dtype, device, buffer.Tensor, out var moved))
                    {
                        Put(name, buffer.Tensor, moved!);
                        ownBuffers.Set(name, (moved!, buffer.Persistent));
                    }
                }
            }

            protected static bool ReplaceBuffer(ScalarType? dtype, Device? device, Tensor buffer, out Tensor? result)
            {
                result = null;
                var (type, place) = Target(dtype, device, buffer);
                if (Same(buffer, type, place))
                {
                    return false;
                }

                result = buffer.to(type, place, disposeAfter: true).DetachFromDisposeScope();
                return true;
            }

            protected static bool ReplaceParameter(ScalarType? dtype, Device? device, Parameter param, out Parameter? p)
            {
                p = null;
                var (type, place) = Target(dtype, device, param);
                if (Same(param, type, place))
                {
                    return false;
                }

                using var guard = no_grad();
                using var grad = param.grad;
                p = new Parameter(param.to(type, place), param.requires_grad);
                p.DetachFromDisposeScope();
                if (grad is not null)
                {
                    using var moved = grad.to(type, place);
                    p.grad = moved;
                }

                return true;
            }

            private static (ScalarType Type, Device Place) Target(ScalarType? dtype, Device? device, Tensor tensor) =>
                (dtype is { } wanted && tensor.is_floating_point() ? wanted : tensor.dtype, device ?? tensor.device);

            private static bool Same(Tensor tensor, ScalarType type, Device place) =>
                tensor.dtype == type && tensor.device_type == place.type && (place.index < 0 || tensor.device_index == place.index);

            private Module Move(ScalarType? dtype, Device? device)
            {
                if (dtype is { } type && !is_floating_point(type) && !is_complex(type))
                {
                    throw new ArgumentException($"nn.Module.to only accepts floating point or complex types, but got desired dtype={type}");
                }

                if (device is not null)
                {
                    InitializeDeviceType(device.type);
                }

                _toEpilog(dtype, device, false);
                return this;
            }

            private void Put(string name, Tensor old, Tensor value)
            {
                foreach (var (component, field) in Fields())
                {
                    if (component == name && ReferenceEquals(field.GetValue(this), old))
                    {
                        field.SetValue(this, value);
                    }
                }
            }
        }
    }
}
