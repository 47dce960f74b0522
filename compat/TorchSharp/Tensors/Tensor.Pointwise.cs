using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor abs() => Op.Call("abs", this);

        public Tensor abs_() => Op.InPlace("abs_", this, this);

        public Tensor absolute() => abs();

        public Tensor neg() => Op.Call("neg", this);

        public Tensor neg_() => Op.InPlace("neg_", this, this);

        public Tensor negative() => neg();

        public Tensor positive() => Op.Call("positive", this);

        public Tensor exp() => Op.Call("exp", this);

        public Tensor exp_() => Op.InPlace("exp_", this, this);

        public Tensor exp2() => Op.Call("exp2", this);

        public Tensor expm1() => Op.Call("expm1", this);

        public Tensor log() => Op.Call("log", this);

        public Tensor log_() => Op.InPlace("log_", this, this);

        public Tensor log1p() => Op.Call("log1p", this);

        public Tensor log2() => Op.Call("log2", this);

        public Tensor log10() => Op.Call("log10", this);

        public Tensor sqrt() => Op.Call("sqrt", this);

        public Tensor sqrt_() => Op.InPlace("sqrt_", this, this);

        public Tensor rsqrt() => Op.Call("rsqrt", this);

        public Tensor rsqrt_() => Op.InPlace("rsqrt_", this, this);

        public Tensor square() => Op.Call("square", this);

        public Tensor reciprocal() => Op.Call("reciprocal", this);

        public Tensor reciprocal_() => Op.InPlace("reciprocal_", this, this);

        public Tensor sin() => Op.Call("sin", this);

        public Tensor sin_() => Op.InPlace("sin_", this, this);

        public Tensor cos() => Op.Call("cos", this);

        public Tensor cos_() => Op.InPlace("cos_", this, this);

        public Tensor tan() => Op.Call("tan", this);

        public Tensor tanh() => Op.Call("tanh", this);

        public Tensor tanh_() => Op.InPlace("tanh_", this, this);

        public Tensor asin() => Op.Call("asin", this);

        public Tensor acos() => Op.Call("acos", this);

        public Tensor atan() => Op.Call("atan", this);

        public Tensor sinh() => Op.Call("sinh", this);

        public Tensor cosh() => Op.Call("cosh", this);

        public Tensor erf() => Op.Call("erf", this);

        public Tensor erfc() => Op.Call("erfc", this);

        public Tensor floor() => Op.Call("floor", this);

        public Tensor floor_() => Op.InPlace("floor_", this, this);

        public Tensor ceil() => Op.Call("ceil", this);

        public Tensor ceil_() => Op.InPlace("ceil_", this, this);

        public Tensor round(long decimals = 0) => decimals == 0 ? Op.Call("round", this) : Op.Call("round.decimals", this, decimals);

        public Tensor round_(long decimals = 0) => decimals == 0 ? Op.InPlace("round_", this, this) : Op.InPlace("round_.decimals", this, this, decimals);

        public Tensor trunc() => Op.Call("trunc", this);

        public Tensor frac() => Op.Call("frac", this);

        public Tensor sign() => Op.Call("sign", this);

        public Tensor sigmoid() => Op.Call("sigmoid", this);

        public Tensor sigmoid_() => Op.InPlace("sigmoid_", this, this);

        public Tensor relu() => Op.Call("relu", this);

        public Tensor relu_() => Op.InPlace("relu_", this, this);

        public Tensor gelu() => Op.Call("gelu", this);

        public Tensor silu() => Op.Call("silu", this);

        public Tensor silu_() => Op.InPlace("silu_", this, this);

        public Tensor softplus(double beta = 1, double threshold = 20) => Op.Call("softplus", this, beta, threshold);

        public Tensor log_sigmoid() => Op.Call("log_sigmoid", this);

        public Tensor leaky_relu(Scalar negative_slope) => Op.Call("leaky_relu", this, negative_slope);

        public Tensor elu(double alpha = 1) => Op.Call("elu", this, alpha);

        public Tensor elu(Scalar alpha, Scalar scale, Scalar input_scale) => Op.Call("elu", this, alpha, scale, input_scale);

        public Tensor clamp(Scalar? min = null, Scalar? max = null) => Op.Call("clamp", this, min, max);

        public Tensor clamp(Tensor? min = null, Tensor? max = null) => Op.Call("clamp.Tensor", this, min, max);

        public Tensor clamp_(Scalar? min = null, Scalar? max = null) => Op.InPlace("clamp_", this, this, min, max);

        public Tensor clamp_(Tensor? min = null, Tensor? max = null) => Op.InPlace("clamp_.Tensor", this, this, min, max);

        public Tensor clamp_min(Scalar min) => Op.Call("clamp_min", this, min);

        public Tensor clamp_min_(Scalar min) => Op.InPlace("clamp_min_", this, this, min);

        public Tensor clamp_max(Scalar max) => Op.Call("clamp_max", this, max);

        public Tensor clamp_max_(Scalar max) => Op.InPlace("clamp_max_", this, this, max);

        public Tensor clip(Scalar? min = null, Scalar? max = null) => clamp(min, max);

        public Tensor nan_to_num(double nan = 0, double? posinf = null, double? neginf = null) => Op.Call("nan_to_num", this, nan, posinf, neginf);

        public Tensor logit(double? eps = null) => Op.Call("logit", this, eps);

        public Tensor digamma() => Op.Call("digamma", this);

        public Tensor lgamma() => Op.Call("lgamma", this);
    }
}
