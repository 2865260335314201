using GroundTransport.Application.Delivery;
using GroundTransport.Application.Receipts;
using Xunit;

namespace GroundTransport.Application.Tests.Receipts;

public sealed class ReceiptAnswerTests
{
    [Theory]
    [InlineData(ReceiptAnswerKind.Timeout, 0, WindowEffect.Halve)]
    [InlineData(ReceiptAnswerKind.Status, 429, WindowEffect.Halve)]
    [InlineData(ReceiptAnswerKind.Status, 503, WindowEffect.Halve)]
    [InlineData(ReceiptAnswerKind.Status, 504, WindowEffect.Halve)]
    [InlineData(ReceiptAnswerKind.Accepted, 202, WindowEffect.Grow)]
    [InlineData(ReceiptAnswerKind.Processing, 200, WindowEffect.Grow)]
    [InlineData(ReceiptAnswerKind.Processed, 200, WindowEffect.Grow)]
    [InlineData(ReceiptAnswerKind.Status, 403, WindowEffect.None)]
    [InlineData(ReceiptAnswerKind.Unreachable, 0, WindowEffect.None)]
    [InlineData(ReceiptAnswerKind.NoCredential, 0, WindowEffect.None)]
    public void Answer_says_whether_Concur_can_take_more_receipts_at_once(ReceiptAnswerKind kind, int status, WindowEffect effect) =>
        Assert.Equal(effect, new ReceiptAnswer(ReceiptStep.Send, kind, status, "").EffectOnWindow);
}
