using GroundTransport.Application.Signing;
using Xunit;

namespace GroundTransport.Application.Tests.Signing;

public sealed class MessageSignatureTests
{
    /// <summary>Computed with the Standard Webhooks library for JavaScript (npm: standardwebhooks 1.0.0).</summary>
    private const string KnownSignature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwAAAAAAAAAAA=";

    private static readonly DateTimeOffset At = DateTimeOffset.FromUnixTimeSeconds(1_614_265_330);

    [Fact]
    public void Signature_is_that_of_the_standards_own_library() =>
        Assert.Equal(KnownSignature, MessageSignature.Of([Secret], "msg_p5jXN8AQM9LWM0D4loKWxJek", At, """{"test": 2432232314}"""u8));

    [Fact]
    public void Each_secret_signs()
    {
        var other = MessageSignature.NewSecret();

        Assert.Equal(
            $"{MessageSignature.Of([Secret], "id", At, "{}"u8)} {MessageSignature.Of([other], "id", At, "{}"u8)}",
            MessageSignature.Of([Secret, other], "id", At, "{}"u8));
    }

    [Fact]
    public void New_secret_has_32_random_bytes()
    {
        var secrets = Enumerable.Range(0, 20).Select(_ => MessageSignature.NewSecret()).ToList();

        Assert.Equal(20, secrets.Distinct().Count());
        Assert.All(secrets, secret =>
        {
            Assert.StartsWith("whsec_", secret, StringComparison.Ordinal);
            Assert.Equal(32, Convert.FromBase64String(secret[6..]).Length);
        });
    }
}
