using GroundTransport.Infrastructure.ConcurWire;

namespace GroundTransport.Infrastructure.Tests.ConcurWire;

/// <summary>The wire log has the headers of each message, and none of its secrets.</summary>
public sealed class HeaderRedactionTests
{
    [Theory]
    [InlineData("Content-Type", "application/xml", "application/xml")]
    [InlineData("content-length", "1024", "1024")]
    [InlineData("User-Agent", "Concur Travel/4.1", "Concur Travel/4.1")]
    [InlineData("concur-correlationid", "2803b8f8-a42b-43c2-a739-b8768e4759b8", "2803b8f8-a42b-43c2-a739-b8768e4759b8")]
    [InlineData("Authorization", "Basic Y29uY3VyOnNlY3JldA==", "Basic …")]
    [InlineData("Authorization", "bearer abc", "bearer …")]
    [InlineData("Authorization", "abc123", "…")]
    [InlineData("Authorization", "4bc12 3", "…")]
    [InlineData("Authorization", "secretsecret two", "…")]
    [InlineData("Proxy-Authorization", "Basic abc", "…")]
    [InlineData("Cookie", "session=abc", "…")]
    [InlineData("Set-Cookie", "session=abc", "…")]
    [InlineData("X-Api-Key", "abc", "…")]
    [InlineData("Location", "https://example.com/?token=abc", "…")]
    [InlineData("X-Empty", "", "")]
    [InlineData("User-Agent", "card 4111 1111 1111 1111", "card XXXX XXXX XXXX 1111")]
    [InlineData("User-Agent", "a\r\nAuthorization: b", "a  Authorization: b")]
    [InlineData("Via", "1.1 proxy (our-secret)", "1.1 proxy (***)")]
    public void Value_is_kept_only_if_it_can_be_no_secret(string name, string value, string kept) =>
        Assert.Equal($"{name}: {kept}", Of([new(name, value)]));

    [Fact]
    public void Headers_are_lines_in_their_order() =>
        Assert.Equal(
            "Host: gateway\nX: …\nAccept: */*", Of([new("Host", "gateway"), new("X", "y"), new("Accept", "*/*")]));

    [Fact]
    public void Name_with_a_card_number_or_a_secret_is_masked() =>
        Assert.Equal(
            "XXXXXXXXXXXX1111: …\nX-***: …",
            Of([new("4111111111111111", "x"), new("X-our-secret", "x")]));

    [Fact]
    public void Many_and_long_headers_are_cut()
    {
        var text = Of(Enumerable.Range(0, 500).Select(_ => KeyValuePair.Create("User-Agent", new string('x', 9000))));

        Assert.EndsWith("(cut)", text, StringComparison.Ordinal);
        Assert.InRange(text.Length, 10_000, 15_000);
    }

    private static string Of(IEnumerable<KeyValuePair<string, string>> headers) => HeaderRedaction.Of(headers, "our-secret");
}
