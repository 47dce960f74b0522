using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor add(Tensor target) => Op.Call("add.Tensor", this, target);

        public Tensor add(Tensor target, Scalar alpha) => Op.Call("add.Tensor", this, target, alpha);

        public Tensor add(Scalar scalar) => Op.Call("add.Scalar", this, scalar);

        public Tensor add(Scalar scalar, Scalar alpha) => Op.Call("add.Scalar", this, scalar, alpha);

        public Tensor add_(Tensor target) => Op.InPlace("add_.Tensor", this, this, target);

        public Tensor add_(Tensor target, Scalar alpha) => Op.InPlace("add_.Tensor", this, this, target, alpha);

        public Tensor add_(Scalar scalar) => Op.InPlace("add_.Scalar", this, this, scalar);

        public Tensor add_(Scalar scalar, Scalar alpha) => Op.InPlace("add_.Scalar", this, this, scalar, alpha);

        public Tensor sub(Tensor target) => Op.Call("sub.Tensor", this, target);

        public Tensor sub(Scalar target) => Op.Call("sub.Scalar", this, target);

        public Tensor sub_(Tensor target) => Op.InPlace("sub_.Tensor", this, this, target);

        public Tensor sub_(Scalar target) => Op.InPlace("sub_.Scalar", this, this, target);

        public Tensor subtract(Scalar target) => sub(target);

        public Tensor subtract(Tensor target) => sub(target);

        public Tensor mul(Tensor target) => Op.Call("mul.Tensor", this, target);

        public Tensor mul(Scalar target) => Op.Call("mul.Scalar", this, target);

        public Tensor mul_(Tensor target) => Op.InPlace("mul_.Tensor", this, this, target);

        public Tensor mul_(Scalar target) => Op.InPlace("mul_.Scalar", this, this, target);

        public Tensor multiply(Tensor target) => mul(target);

        public Tensor multiply(Scalar target) => mul(target);

        public Tensor div(Tensor target, RoundingMode rounding_mode = RoundingMode.None) => Op.Call("div.Tensor_mode", this, target, Mode(rounding_mode));

        public Tensor div(Scalar target, RoundingMode rounding_mode = RoundingMode.None) => Op.Call("div.Scalar_mode", this, target, Mode(rounding_mode));

        public Tensor div_(Tensor target, RoundingMode rounding_mode = RoundingMode.None) => Op.InPlace("div_.Tensor_mode", this, this, target, Mode(rounding_mode));

        public Tensor div_(Scalar target, RoundingMode rounding_mode = RoundingMode.None) => Op.InPlace("div_.Scalar_mode", this, this, target, Mode(rounding_mode));

        public Tensor divide(Tensor target, RoundingMode rounding_mode = RoundingMode.None) => div(target, rounding_mode);

        public Tensor divide(Scalar target, RoundingMode rounding_mode = RoundingMode.None) => div(target, rounding_mode);

        public Tensor true_divide(Tensor other) => div(other);

        public Tensor true_divide(Scalar other) => div(other);

        public Tensor floor_divide(Tensor other) => Op.Call("floor_divide", this, other);

        public Tensor floor_divide(Scalar other) => Op.Call("floor_divide.Scalar", this, other);

        public Tensor remainder(Tensor target) => Op.Call("remainder.Tensor", this, target);

        public Tensor remainder(Scalar scalar) => Op.Call("remainder.Scalar", this, scalar);

        public Tensor fmod(Tensor target) => Op.Call("fmod.Tensor", this, target);

        public Tensor fmod(Scalar scalar) => Op.Call("fmod.Scalar", this, scalar);

        public Tensor pow(Tensor exponent) => Op.Call("pow.Tensor_Tensor", this, exponent);

        public Tensor pow(Scalar exponent) => Op.Call("pow.Tensor_Scalar", this, exponent);

        public Tensor pow_(Tensor exponent) => Op.InPlace("pow_.Tensor", this, this, exponent);

        public Tensor pow_(Scalar exponent) => Op.InPlace("pow_.Scalar", this, this, exponent);

        public Tensor addcmul(Tensor tensor1, Tensor tensor2, Scalar value) => Op.Call("addcmul", this, tensor1, tensor2, value);

        public Tensor addcmul_(Tensor tensor1, Tensor tensor2, Scalar value) => Op.InPlace("addcmul_", this, this, tensor1, tensor2, value);

        public Tensor addcdiv(Tensor tensor1, Tensor tensor2, Scalar value) => Op.Call("addcdiv", this, tensor1, tensor2, value);

        public Tensor addcdiv(Tensor tensor1, Tensor tensor2) => Op.Call("addcdiv", this, tensor1, tensor2);

        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2, Scalar value) => Op.InPlace("addcdiv_", this, this, tensor1, tensor2, value);

        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2) => Op.InPlace("addcdiv_", this, this, tensor1, tensor2);

        public Tensor lerp(Tensor end, Tensor weight) => Op.Call("lerp.Tensor", this, end, weight);

        public Tensor lerp_(Tensor end, Tensor weight) => Op.InPlace("lerp_.Tensor", this, this, end, weight);

        public Tensor maximum(Tensor other) => Op.Call("maximum", this, other);

        public Tensor minimum(Tensor other) => Op.Call("minimum", this, other);

        public Tensor fmax(Tensor other) => Op.Call("fmax", this, other);

        public Tensor fmin(Tensor other) => Op.Call("fmin", this, other);

        public Tensor atan2(Tensor other) => Op.Call("atan2", this, other);

        public Tensor hypot(Tensor other) => Op.Call("hypot", this, other);

        public Tensor logaddexp(Tensor other) => Op.Call("logaddexp", this, other);

        public Tensor xlogy(Tensor y) => Op.Call("xlogy.Tensor", this, y);

        public Tensor xlogy(Scalar y) => Op.Call("xlogy.Scalar_Other", this, y);

        public Tensor copysign(Tensor other) => Op.Call("copysign.Tensor", this, other);

        public Tensor cumsum(long dim, ScalarType? type = null) => Op.Call("cumsum", this, dim, type);

        public Tensor cumprod(long dim, ScalarType? type = null) => Op.Call("cumprod", this, dim, type);

        public Tensor logcumsumexp(long dim) => Op.Call("logcumsumexp", this, dim);

        public (Tensor values, Tensor indexes) cummax(long dim) => Op.Pair("cummax", this, dim);

        public (Tensor values, Tensor indexes) cummin(long dim) => Op.Pair("cummin", this, dim);
    }
}
