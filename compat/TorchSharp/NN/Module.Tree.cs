using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            public virtual IEnumerable<(string name, Parameter parameter)> named_parameters(bool recurse = true) =>
                Distinct(ownParameters.Select(p => (p.Name, p.Value)), recurse, (name, module) => module.named_parameters(true).Select(p => ($"{name}.{p.name}", p.parameter)));

            public virtual IEnumerable<Parameter> parameters(bool recurse = true) => named_parameters(recurse).Select(p => p.parameter);

            /// <summary>Buffers that are not persistent are left out, as in the package, whatever the flag.</summary>
            public virtual IEnumerable<(string name, Tensor buffer)> named_buffers(bool recurse = true, bool include_nonpersistent = true) =>
                Distinct(
                    ownBuffers.Where(b => b.Value.Persistent).Select(b => (b.Name, b.Value.Tensor)),
                    recurse,
                    (name, module) => module.named_buffers(true, include_nonpersistent).Select(b => ($"{name}.{b.name}", b.buffer)));

            public virtual IEnumerable<Tensor> buffers(bool recurse = true, bool include_nonpersistent = true) => named_buffers(recurse, include_nonpersistent).Select(b => b.buffer);

            public virtual IEnumerable<(string name, Module module)> named_children() => submodules.Select(m => (m.Name, m.Value));

            public virtual IEnumerable<Module> children() => submodules.Select(m => m.Value);

            public virtual IEnumerable<(string name, Module module)> named_modules()
            {
                foreach (var (name, module) in submodules)
                {
                    yield return (name, module);
                }

                foreach (var (name, module) in submodules)
                {
                    foreach (var (inner, deeper) in module.named_modules())
                    {
                        yield return ($"{name}.{inner}", deeper);
                    }
                }
            }

            public virtual IEnumerable<Module> modules() => named_modules().Select(m => m.module);

            public virtual bool has_parameter(string target) => get_parameter(target) is not null;

            public virtual bool has_buffer(string target) => get_buffer(target) is not null;

            public virtual Parameter? get_parameter(string target) => ownParameters.Get(target) ?? Child(target, (module, rest) => module.get_parameter(rest));

            public virtual Tensor? get_buffer(string target) => ownBuffers.Has(target) ? ownBuffers.Get(target).Tensor : Child(target, (module, rest) => module.get_buffer(rest));

            public virtual Dictionary<string, Tensor> state_dict(Dictionary<string, Tensor>? destination = null, string? prefix = null)
            {
                destination ??= [];
                var start = string.IsNullOrEmpty(prefix) ? "" : prefix + ".";
                foreach (var (name, parameter) in named_parameters())
                {
                    destination.TryAdd(start + name, parameter);
                }

                foreach (var (name, buffer) in named_buffers(include_nonpersistent: false))
                {
                    destination.TryAdd(start + name, buffer);
                }

                foreach (var (name, module) in submodules)
                {
                    module.state_dict(destination, start + name);
                }

                return destination;
            }

            public virtual (IList<string> missing_keys, IList<string> unexpected_keyes) load_state_dict(Dictionary<string, Tensor> source, bool strict = true, IList<string>? skip = null)
            {
                var destination = state_dict();
                var wanted = source.Keys.Where(k => skip?.Contains(k) != true).ToList();
                var unexpected = wanted.Where(k => !destination.ContainsKey(k)).ToList();
                var missing = destination.Keys.Where(k => skip?.Contains(k) != true && !source.ContainsKey(k)).ToList();
                if (strict && (missing.Count > 0 || unexpected.Count > 0))
                {
                    throw new InvalidOperationException("The loaded state_dict is not identical to the target dictionary.");
                }

                using var guard = no_grad();
                foreach (var key in wanted.Where(destination.ContainsKey))
                {
                    destination[key].copy_(source[key]);
                }

                return (missing, unexpected);
            }

            private T? Child<T>(string target, Func<Module, string, T?> find)
                where T : class
            {
                var dot = target.IndexOf('.', StringComparison.Ordinal);
                return dot > 0 && submodules.Get(target[..dot]) is { } child ? find(child, target[(dot + 1)..]) : null;
            }

            private IEnumerable<(string, T)> Distinct<T>(IEnumerable<(string Name, T Value)> own, bool recurse, Func<string, Module, IEnumerable<(string Name, T Value)>> deeper)
                where T : Tensor
            {
                var seen = new HashSet<IntPtr>();
                var all = recurse ? own.Concat(submodules.SelectMany(m => deeper(m.Name, m.Value))) : own;
                foreach (var (name, tensor) in all)
                {
                    if (!tensor.IsInvalid && seen.Add(tensor.Handle))
                    {
                        yield return (name, tensor);
                    }
                }
            }
        }
    }
}
