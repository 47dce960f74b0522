using System.Reflection;
using TorchSharp.Modules;
using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>A tree of parameters, buffers and sub-modules with names.</summary>
        public partial class Module : IDisposable
        {
            private readonly Names<Module> submodules = new();
            private readonly Names<(Tensor Tensor, bool Persistent)> ownBuffers = new();
            private readonly Names<Parameter> ownParameters = new();
            private readonly string ownName;
            private bool registered;
            private bool disposed;

            protected Module(string name) => ownName = name;

            ~Module() => Dispose(false);

            public virtual bool training { get; private set; } = true;

            public virtual string GetName() => ownName;

            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            public virtual void train(bool train = true)
            {
                training = train;
                foreach (var (_, module) in submodules)
                {
                    module.train(train);
                }
            }

            public virtual void eval() => train(false);

            public virtual Module apply(Action<Module> fn)
            {
                foreach (var (_, module) in submodules)
                {
                    module.apply(fn);
                }

                fn(this);
                return this;
            }

            public virtual void zero_grad(bool set_to_none = true)
            {
                foreach (var (_, parameter) in named_parameters())
                {
                    using var grad = parameter.grad;
                    if (grad is not null && set_to_none)
                    {
                        parameter.grad = null;
                    }
                    else
                    {
                        grad?.zero_();
                    }
                }
            }

            public void add_module(string name, Module module) => register_module(name, module);

            public virtual void register_module(string name, Module submodule)
            {
                if (submodule is null || submodule.disposed)
                {
                    submodules.Remove(name);
                    return;
                }

                if (name.Contains('.', StringComparison.Ordinal))
                {
                    throw new ArgumentException($"module name can't contain \".\", got: {name}");
                }

                if (name.Length == 0)
                {
                    throw new ArgumentException("module name can't be empty string \"\"");
                }

                if (submodules.Has(name))
                {
                    throw new InvalidOperationException($"Sub-module {name} is already registered.");
                }

                submodule.RegisterComponents();
                submodules.Set(name, submodule);
            }

            public virtual void register_parameter(string name, Parameter param)
            {
                if (param is null || param.IsInvalid)
                {
                    throw new ArgumentNullException(nameof(param), "A null tensor cannot be registered as a parameter.");
                }

                if (ownParameters.Has(name))
                {
                    throw new InvalidOperationException($"Parameter {name} is already registered.");
                }

                ownParameters.Set(name, param);
            }

            public virtual void register_buffer(string name, Tensor tensor, bool persistent = true)
            {
                if (tensor is null || tensor.IsInvalid)
                {
                    throw new ArgumentNullException(nameof(tensor), "A null tensor cannot be registered as a buffer.");
                }

                if (ownBuffers.Has(name))
                {
                    throw new InvalidOperationException($"Tensor {name} is already registered.");
                }

                ownBuffers.Set(name, (tensor, persistent));
            }

            protected void ConditionallyRegisterParameter(string name, Parameter? value)
            {
                if (value is null)
                {
                    ownParameters.Remove(name);
                }
                else
                {
                    ownParameters.Set(name, value);
                }
            }

            protected void ConditionallyRegisterBuffer(string name, Tensor? value, bool persistent = true)
            {
                if (value is null)
                {
                    ownBuffers.Remove(name);
                }
                else
                {
                    ownBuffers.Set(name, (value, persistent));
                }
            }

            /// <summary>Registers every field that holds a module, a parameter or a tensor, by its component name.</summary>
            protected virtual void RegisterComponents()
            {
                if (registered)
                {
                    return;
                }

                foreach (var (name, field) in Fields())
                {
                    if (submodules.Has(name) || ownParameters.Has(name) || ownBuffers.Has(name))
                    {
                        continue;
                    }

                    switch (field.GetValue(this))
                    {
                        case Module module:
                            register_module(name, module);
                            break;
                        case Parameter parameter:
                            register_parameter(name, parameter);
                            break;
                        case Tensor tensor:
                            register_buffer(name, tensor);
                            break;
                    }
                }

                registered = true;
            }

            protected void ClearModules() => submodules.Clear();

            protected virtual void Dispose(bool disposing)
            {
                if (!disposing || disposed)
                {
                    return;
                }

                disposed = true;
                foreach (var (_, buffer) in ownBuffers)
                {
                    buffer.Tensor.DetachFromDisposeScope().Dispose();
                }

                foreach (var (_, parameter) in ownParameters)
                {
                    parameter.DetachFromDisposeScope().Dispose();
                }

                foreach (var (_, module) in submodules)
                {
                    module.Dispose();
                }
            }

            private IEnumerable<(string Name, FieldInfo Field)> Fields()
            {
                var seen = new HashSet<string>();
                for (var type = GetType(); type is not null && type != typeof(Module); type = type.BaseType)
                {
                    foreach (var field in type.GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly))
                    {
                        if (seen.Add(field.Name))
                        {
                            yield return (field.GetCustomAttribute<ComponentNameAttribute>()?.Name ?? field.Name, field);
                        }
                    }
                }
            }

            /// <summary>A dictionary that remembers the order of registration.</summary>
            private sealed class Names<T> : List<(string Name, T Value)>
            {
                public bool Has(string name) => Exists(e => e.Name == name);

                public T? Get(string name) => Find(e => e.Name == name).Value;

                public void Remove(string name) => RemoveAll(e => e.Name == name);

                public void Set(string name, T value)
                {
                    var at = FindIndex(e => e.Name == name);
                    if (at < 0)
                    {
                        Add((name, value));
                    }
                    else
                    {
                        this[at] = (name, value);
                    }
                }
            }
        }
    }
}
