// Repro's doorway into libtorch: one generic boxed operator call, and the few things that are not operators.
// Plain C symbols, no exception leaves: a negative return means "failed", the text is in rt_error().
// Builds against any libtorch from 1.13 on.
#include <ATen/CPUGeneratorImpl.h>
#include <ATen/Context.h>
#include <ATen/Parallel.h>
#include <ATen/core/Tensor.h>
#include <ATen/core/dispatch/Dispatcher.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/from_blob.h>
#include <c10/core/InferenceMode.h>
#include <c10/core/impl/DeviceGuardImplInterface.h>
#include <cstdlib>
#include <dlfcn.h>
#include <torch/csrc/api/include/torch/version.h>
#include <torch/csrc/autograd/autograd.h>
#include <torch/csrc/autograd/function.h>
#include <torch/csrc/autograd/saved_variable.h>
#include <torch/csrc/autograd/variable.h>

#define API extern "C" __attribute__((visibility("default")))

#if TORCH_VERSION_MAJOR > 2 || (TORCH_VERSION_MAJOR == 2 && TORCH_VERSION_MINOR >= 4)
#include <optional>
template <typename T> using Maybe = std::optional<T>;
#else
template <typename T> using Maybe = c10::optional<T>;
#endif

namespace {

enum Tag : int32_t {
  kDefault = 0, kNone, kTensor, kInt, kDouble, kBool, kIntList, kTensorList, kOptionalTensorList,
  kDevice, kString, kDoubleList, kGenerator, kBoolList, kTagCount
};

struct Arg {
  int32_t tag;
  int32_t count;
  union { int64_t i; double d; void* p; };
};
static_assert(sizeof(Arg) == 16, "arguments are 16 bytes");

struct Op {
  c10::OperatorHandle handle;
  const std::vector<c10::Argument>* arguments;
};

thread_local std::string last_error;

#if TORCH_VERSION_MAJOR < 2
// The oneDNN of libtorch 1.13 dies with SIGILL in bfloat16 products on CPUs with AMX (tilezero on tiles it never configured). One step
// below, AVX-512's bfloat16 instructions work. The user's own setting stands. Read by oneDNN at its first product, long after this.
const int below_amx = setenv("ONEDNN_MAX_CPU_ISA", "AVX512_CORE_BF16", 0);
#endif

template <typename F>
auto guarded(F f) -> decltype(f()) {
  try {
    return f();
  } catch (const c10::Error& e) {
    last_error = e.what_without_backtrace();
  } catch (const std::exception& e) {
    last_error = e.what();
  } catch (...) {
    last_error = "unknown native exception";
  }
  return static_cast<decltype(f())>(-1);
}

at::Tensor borrow(void* p) {
  if (p == nullptr) return at::Tensor();
  return at::Tensor(c10::intrusive_ptr<at::TensorImpl, at::UndefinedTensorImpl>::reclaim_copy(static_cast<at::TensorImpl*>(p)));
}

void* own(at::Tensor t) { return t.defined() ? t.unsafeReleaseTensorImpl() : nullptr; }

std::vector<at::Tensor> borrow_all(void** p, int64_t n) {
  std::vector<at::Tensor> all;
  all.reserve(n);
  for (int64_t k = 0; k < n; k++) all.push_back(borrow(p[k]));
  return all;
}

c10::Device unpack_device(int64_t packed) {
  return c10::Device(static_cast<c10::DeviceType>(packed >> 16), static_cast<c10::DeviceIndex>(packed & 0xff));
}

int64_t pack_device(c10::Device d) { return (static_cast<int64_t>(d.type()) << 16) | (static_cast<int64_t>(d.index()) & 0xff); }

c10::IValue to_ivalue(const Arg& a, const c10::Argument& declared) {
  switch (a.tag) {
    case kDefault:
      TORCH_CHECK(declared.default_value().has_value(), "argument '", declared.name(), "' has no default value");
      return *declared.default_value();
    case kNone: return c10::IValue();
    case kTensor: return a.p == nullptr ? c10::IValue() : c10::IValue(borrow(a.p));
    case kInt: return c10::IValue(a.i);
    case kDouble: return c10::IValue(a.d);
    case kBool: return c10::IValue(a.i != 0);
    case kIntList: return c10::IValue(c10::IntArrayRef(static_cast<int64_t*>(a.p), a.count));
    case kDoubleList: return c10::IValue(c10::ArrayRef<double>(static_cast<double*>(a.p), a.count));
    case kBoolList: {
      c10::List<bool> list;
      for (int32_t k = 0; k < a.count; k++) list.push_back(static_cast<int64_t*>(a.p)[k] != 0);
      return c10::IValue(std::move(list));
    }
    case kTensorList: {
      c10::List<at::Tensor> list;
      list.reserve(a.count);
      for (int32_t k = 0; k < a.count; k++) list.push_back(borrow(static_cast<void**>(a.p)[k]));
      return c10::IValue(std::move(list));
    }
    case kOptionalTensorList: {
      c10::List<Maybe<at::Tensor>> list;
      list.reserve(a.count);
      for (int32_t k = 0; k < a.count; k++) {
        void* p = static_cast<void**>(a.p)[k];
        list.push_back(p == nullptr ? Maybe<at::Tensor>() : Maybe<at::Tensor>(borrow(p)));
      }
      return c10::IValue(std::move(list));
    }
    case kDevice: return c10::IValue(unpack_device(a.i));
    case kString: return c10::IValue(std::string(static_cast<const char*>(a.p), a.count));
    case kGenerator:
      return c10::IValue(at::Generator(c10::intrusive_ptr<c10::GeneratorImpl>::reclaim_copy(static_cast<c10::GeneratorImpl*>(a.p))));
    default: TORCH_CHECK(false, "argument '", declared.name(), "' has unknown tag ", a.tag);
  }
}

Arg from_ivalue(c10::IValue& v) {
  Arg r{kNone, 0, {0}};
  if (v.isTensor()) {
    r.tag = kTensor;
    r.p = own(std::move(v).toTensor());
  } else if (v.isInt()) {
    r.tag = kInt;
    r.i = v.toInt();
  } else if (v.isDouble()) {
    r.tag = kDouble;
    r.d = v.toDouble();
  } else if (v.isBool()) {
    r.tag = kBool;
    r.i = v.toBool();
  } else if (v.isTensorList()) {
    auto list = std::move(v).toTensorVector();
    r.tag = kTensorList;
    r.count = static_cast<int32_t>(list.size());
    void** p = static_cast<void**>(std::malloc(sizeof(void*) * (list.size() + 1)));
    for (size_t k = 0; k < list.size(); k++) p[k] = own(std::move(list[k]));
    r.p = p;
  } else {
    TORCH_CHECK(v.isNone(), "a result of type ", v.tagKind(), " cannot be carried");
  }
  return r;
}

// ---- Functions written in C#: a graph node that calls back. The callback reports failure by its return value. ----
using BackwardCallback = int32_t (*)(void* context, void** grads, int32_t count, void** results, int32_t result_count);
using ReleaseCallback = void (*)(void* context);
BackwardCallback on_backward = nullptr;
ReleaseCallback on_release = nullptr;

struct ManagedNode : torch::autograd::Node {
  void* context = nullptr;
  int32_t inputs = 0;
  std::vector<torch::autograd::SavedVariable> saved;
  ~ManagedNode() override { if (context) on_release(context); }
  std::string name() const override { return "ManagedFunctionBackward"; }
  void release_variables() override { for (auto& s : saved) s.reset_data(); }
  torch::autograd::variable_list apply(torch::autograd::variable_list&& grads) override {
    std::vector<void*> in, out(inputs, nullptr);
    for (auto& g : grads) in.push_back(own(std::move(g)));
    int32_t failed = on_backward(context, in.data(), static_cast<int32_t>(in.size()), out.data(), inputs);
    torch::autograd::variable_list results;
    for (void* p : out) results.push_back(p ? at::Tensor(c10::intrusive_ptr<at::TensorImpl, at::UndefinedTensorImpl>::reclaim(static_cast<at::TensorImpl*>(p))) : at::Tensor());
    TORCH_CHECK(!failed, "a custom backward function failed");
    return results;
  }
};

using NodePtr = std::shared_ptr<ManagedNode>;

const c10::impl::DeviceGuardImplInterface* cuda() {
  return c10::impl::hasDeviceGuardImpl(c10::DeviceType::CUDA) ? c10::impl::getDeviceGuardImpl(c10::DeviceType::CUDA) : nullptr;
}

} // namespace

API const char* rt_error() { return last_error.c_str(); }
API const char* rt_version() { return TORCH_VERSION; }
API int32_t rt_abi() { return sizeof(Arg) * 1000 + kTagCount; }
API void rt_free(void* p) { std::free(p); }

// ---- Operators ----
API void* rt_op(const char* name, const char* overload) {
  try {
    auto handle = c10::Dispatcher::singleton().findSchema({name, overload});
    return handle ? new Op{*handle, &handle->schema().arguments()} : nullptr;
  } catch (...) {
    return nullptr;
  }
}

API int32_t rt_call(Op* op, const Arg* args, int32_t count, Arg* results, int32_t capacity) {
  return guarded([&]() -> int32_t {
    static thread_local std::vector<c10::IValue> spare;
    std::vector<c10::IValue> stack;
    stack.swap(spare);
    const auto& declared = *op->arguments;
    TORCH_CHECK(static_cast<size_t>(count) <= declared.size(), op->handle.schema().name(), " takes ", declared.size(), " arguments, got ", count);
    for (size_t k = 0; k < declared.size(); k++) {
      static const Arg missing{kDefault, 0, {0}};
      stack.push_back(to_ivalue(k < static_cast<size_t>(count) ? args[k] : missing, declared[k]));
    }
    op->handle.callBoxed(&stack);
    TORCH_CHECK(stack.size() <= static_cast<size_t>(capacity), op->handle.schema().name(), " returned ", stack.size(), " values");
    int32_t n = 0;
    for (auto& v : stack) results[n++] = from_ivalue(v);
    stack.clear();
    spare.swap(stack);
    return n;
  });
}

// ---- Tensors ----
API void rt_release(void* p) {
  if (p) c10::intrusive_ptr<at::TensorImpl, at::UndefinedTensorImpl>::reclaim(static_cast<at::TensorImpl*>(p));
}
API void* rt_retain(void* p) { return own(borrow(p)); }
API int64_t rt_dim(void* p) { return borrow(p).dim(); }
API int64_t rt_numel(void* p) { return borrow(p).numel(); }
API int32_t rt_dtype(void* p) { return static_cast<int32_t>(borrow(p).scalar_type()); }
API int64_t rt_device(void* p) { return pack_device(borrow(p).device()); }
API int64_t rt_offset(void* p) { return borrow(p).storage_offset(); }
API void* rt_data(void* p) {
  try { return borrow(p).data_ptr(); } catch (const std::exception& e) { last_error = e.what(); return nullptr; }
}
API void rt_sizes(void* p, int64_t* out) { auto t = borrow(p); auto s = t.sizes(); std::copy(s.begin(), s.end(), out); }
API void rt_strides(void* p, int64_t* out) { auto t = borrow(p); auto s = t.strides(); std::copy(s.begin(), s.end(), out); }
API int32_t rt_flags(void* p) {
  return guarded([&]() -> int32_t {
    auto t = borrow(p);
    return (t.requires_grad() ? 1 : 0) | (t.is_leaf() ? 2 : 0) | (t.is_contiguous() ? 4 : 0) | (t.is_view() ? 8 : 0) |
        (t.is_inference() ? 16 : 0) | (t.is_sparse() ? 32 : 0) | (t.is_conj() ? 64 : 0) | (t.is_neg() ? 128 : 0);
  });
}
/// A tensor over foreign memory; `owner` is released when the last tensor over it goes.
API void* rt_from_blob(void* data, const int64_t* sizes, int64_t dims, int32_t dtype, void* owner) {
  void* result = nullptr;
  guarded([&]() -> int32_t {
    auto options = at::TensorOptions().dtype(static_cast<at::ScalarType>(dtype));
    result = own(at::from_blob(data, at::IntArrayRef(sizes, dims), [owner](void*) { on_release(owner); }, options));
    return 0;
  });
  return result;
}

// ---- Autograd ----
API int32_t rt_set_requires_grad(void* p, int32_t on) { return guarded([&]() -> int32_t { borrow(p).set_requires_grad(on != 0); return 0; }); }
API int32_t rt_retain_grad(void* p) { return guarded([&]() -> int32_t { borrow(p).retain_grad(); return 0; }); }
API void* rt_grad(void* p) { auto t = borrow(p); return own(t.grad()); }
API int32_t rt_set_grad(void* p, void* g) { return guarded([&]() -> int32_t { borrow(p).mutable_grad() = borrow(g); return 0; }); }
API int32_t rt_backward(void** tensors, int64_t n, void** grads, int64_t m, int32_t retain, int32_t create, void** inputs, int64_t k) {
  return guarded([&]() -> int32_t {
    torch::autograd::backward(borrow_all(tensors, n), borrow_all(grads, m), retain != 0, create != 0, borrow_all(inputs, k));
    return 0;
  });
}
API int32_t rt_gradients(void** outputs, int64_t n, void** inputs, int64_t k, void** grads, int64_t m, int32_t retain, int32_t create, int32_t unused, void** results) {
  return guarded([&]() -> int32_t {
    auto all = torch::autograd::grad(borrow_all(outputs, n), borrow_all(inputs, k), borrow_all(grads, m), retain != 0, create != 0, unused != 0);
    for (size_t j = 0; j < all.size(); j++) results[j] = own(std::move(all[j]));
    return 0;
  });
}
API int32_t rt_grad_enabled() { return c10::GradMode::is_enabled(); }
API void rt_set_grad_enabled(int32_t on) { c10::GradMode::set_enabled(on != 0); }
API int32_t rt_inference_enabled() { return c10::InferenceMode::is_enabled(); }
API void* rt_inference_enter(int32_t on) { return new c10::InferenceMode(on != 0); }
API void rt_inference_leave(void* guard) { delete static_cast<c10::InferenceMode*>(guard); }

/// How native code calls C#: a backward function, and the release of something C# handed over.
API void rt_callbacks(BackwardCallback backward, ReleaseCallback release) { on_backward = backward; on_release = release; }
/// Ties outputs (computed without grad) to inputs through one node. Returns the node, or null when no input wants a gradient.
API NodePtr* rt_node_new(void* context, void** inputs, int32_t n, void** outputs, const uint8_t* differentiable, int32_t m) {
  NodePtr* result = nullptr;
  guarded([&]() -> int32_t {
    auto in = borrow_all(inputs, n);
    NodePtr node(new ManagedNode(), torch::autograd::deleteNode);
    node->context = context;
    node->inputs = n;
    node->set_next_edges(torch::autograd::collect_next_edges(in));
    for (int32_t k = 0; k < m; k++) {
      auto t = borrow(outputs[k]);
      if (differentiable[k]) torch::autograd::create_gradient_edge(t, node);
      else node->add_input_metadata(torch::autograd::Node::undefined_input());
    }
    result = new NodePtr(std::move(node));
    return 0;
  });
  return result;
}
API void rt_node_drop(NodePtr* node) { delete node; }
API ManagedNode* rt_node_raw(NodePtr* node) { return node->get(); }
API int32_t rt_node_save(NodePtr* node, void* tensor, int32_t is_output) {
  return guarded([&]() -> int32_t { (*node)->saved.emplace_back(borrow(tensor), is_output != 0); return 0; });
}
API int32_t rt_node_unpack(ManagedNode* node, int32_t index, void** result) {
  return guarded([&]() -> int32_t {
    *result = own(node->saved.at(index).unpack(node->shared_from_this()));
    return 0;
  });
}

// ---- The machine ----
API int32_t rt_threads() { return at::get_num_threads(); }
API int32_t rt_set_threads(int32_t n) { return guarded([&]() -> int32_t { at::set_num_threads(n); return 0; }); }
API int32_t rt_interop_threads() { return at::get_num_interop_threads(); }
API int32_t rt_set_interop_threads(int32_t n) { return guarded([&]() -> int32_t { at::set_num_interop_threads(n); return 0; }); }
API int32_t rt_cuda_count() { auto* d = cuda(); return d ? d->deviceCount() : 0; }
API int32_t rt_cuda_synchronize(int32_t index) {
  return guarded([&]() -> int32_t {
    auto* d = cuda();
    TORCH_CHECK(d != nullptr, "this libtorch has no CUDA");
    c10::Device device(c10::DeviceType::CUDA, index < 0 ? d->getDevice().index() : index);
    d->synchronizeStream(d->getStream(device));
    return 0;
  });
}
API int32_t rt_manual_seed(int64_t seed) { return guarded([&]() -> int32_t { at::manual_seed(static_cast<uint64_t>(seed)); return 0; }); }
API void* rt_generator_default() { at::Generator g = at::detail::getDefaultCPUGenerator(); return g.unsafeReleaseGeneratorImpl(); }
API void* rt_generator_new(uint64_t seed) { return at::make_generator<at::CPUGeneratorImpl>(seed).unsafeReleaseGeneratorImpl(); }
API void rt_generator_release(void* g) { c10::intrusive_ptr<c10::GeneratorImpl>::reclaim(static_cast<c10::GeneratorImpl*>(g)); }
API void rt_generator_seed(void* g, uint64_t seed) { static_cast<c10::GeneratorImpl*>(g)->set_current_seed(seed); }
API uint64_t rt_generator_initial(void* g) { return static_cast<c10::GeneratorImpl*>(g)->current_seed(); }
API void* rt_generator_state(void* g) {
  at::Generator gen(c10::intrusive_ptr<c10::GeneratorImpl>::reclaim_copy(static_cast<c10::GeneratorImpl*>(g)));
  return own(gen.get_state());
}
API int32_t rt_generator_set_state(void* g, void* state) {
  return guarded([&]() -> int32_t {
    at::Generator gen(c10::intrusive_ptr<c10::GeneratorImpl>::reclaim_copy(static_cast<c10::GeneratorImpl*>(g)));
    gen.set_state(borrow(state));
    return 0;
  });
}

// ---- Single-precision products through oneDNN ----
// libtorch_cpu looks for BLAS's sgemm_ in this library first, because this library brought it in. oneDNN's kernels fit the
// machine; OpenBLAS obeys OPENBLAS_CORETYPE, which may name a far older one. Where oneDNN is absent (or sealed inside
// libtorch) the next sgemm_ of the process does the work.
extern "C" __attribute__((weak)) int dnnl_sgemm(char transa, char transb, int64_t m, int64_t n, int64_t k, float alpha,
    const float* a, int64_t lda, const float* b, int64_t ldb, float beta, float* c, int64_t ldc);

using Sgemm = void (*)(const char*, const char*, const int*, const int*, const int*, const float*, const float*, const int*,
    const float*, const int*, const float*, float*, const int*);

API void sgemm_(const char* transa, const char* transb, const int* m, const int* n, const int* k, const float* alpha,
    const float* a, const int* lda, const float* b, const int* ldb, const float* beta, float* c, const int* ldc) {
  // Column-major C = A B is row-major C' = B' A'. dnnl_sgemm checks its arguments and touches nothing when it refuses.
  auto plain = [](char t) { return t == 'n' || t == 'N' ? 'N' : 'T'; };
  if (dnnl_sgemm && *m > 0 && *n > 0 && *k > 0 &&
      dnnl_sgemm(plain(*transb), plain(*transa), *n, *m, *k, *alpha, b, *ldb, a, *lda, *beta, c, *ldc) == 0)
    return;
  static auto next = reinterpret_cast<Sgemm>(dlsym(RTLD_NEXT, "sgemm_"));
  if (next) next(transa, transb, m, n, k, alpha, a, lda, b, ldb, beta, c, ldc);
}
API int32_t rt_sgemm_is_dnnl() { return dnnl_sgemm != nullptr; }
