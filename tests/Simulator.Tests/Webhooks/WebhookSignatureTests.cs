using System.Text;
using ConcurSimulator.Webhooks;

namespace GroundTransport.Simulator.Tests.Webhooks;

public sealed class WebhookSignatureTests
{
    // From the tests of the Standard Webhooks libraries.
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string Id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private const string Timestamp = "1614265330";
    private const string Signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    private static readonly byte[] Body = Encoding.UTF8.GetBytes("""{"test": 2432232314}""");

    [Theory]
    [InlineData(Signature)]
    [InlineData("v1,AAAA " + Signature)]
    [InlineData("v1a,xxxx " + Signature + " v2,yyyy")]
    public void One_of_the_signatures_is_enough(string signatures) =>
        Assert.True(WebhookSignature.IsSignedWith(Secret, Id, Timestamp, signatures, Body));

    [Theory]
    [InlineData("")]
    [InlineData("v1,")]
    [InlineData("v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")]
    [InlineData("g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")]
    public void Other_signatures_are_refused(string signatures) =>
        Assert.False(WebhookSignature.IsSignedWith(Secret, Id, Timestamp, signatures, Body));

    [Fact]
    public void Signature_covers_id_timestamp_and_body()
    {
        Assert.False(WebhookSignature.IsSignedWith(Secret, "msg_other", Timestamp, Signature, Body));
        Assert.False(WebhookSignature.IsSignedWith(Secret, Id, "1614265331", Signature, Body));
        Assert.False(WebhookSignature.IsSignedWith(Secret, Id, Timestamp, Signature, [.. Body, (byte)' ']));
    }

    [Theory]
    [InlineData("1614265330", true)]
    [InlineData("1614265030", true)]
    [InlineData("1614265630", true)]
    [InlineData("1614265029", false)]
    [InlineData("1614265631", false)]
    [InlineData("", false)]
    [InlineData("now", false)]
    [InlineData("9223372036854775807", false)]
    public void Timestamp_may_be_five_minutes_off(string timestamp, bool isRecent) =>
        Assert.Equal(isRecent, WebhookSignature.IsRecent(timestamp, DateTimeOffset.FromUnixTimeSeconds(1_614_265_330)));
}
