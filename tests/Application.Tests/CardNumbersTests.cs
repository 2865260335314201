using Xunit;

namespace GroundTransport.Application.Tests;

/// <summary>Card numbers are found however they are written; other numbers stay.</summary>
public sealed class CardNumbersTests
{
    [Theory]
    [InlineData("4111111111111111", "XXXXXXXXXXXX1111")]
    [InlineData("4111 1111 1111 1111", "XXXX XXXX XXXX 1111")]
    [InlineData("4111-1111-1111-1111", "XXXX-XXXX-XXXX-1111")]
    [InlineData("4111\u00a01111 - 1111\u20111111", "XXXX\u00a0XXXX - XXXX\u20111111")]
    [InlineData("4111.1111.1111.1111", "XXXX.XXXX.XXXX.1111")]
    [InlineData("Card 5555555555554444, expires 12/30", "Card XXXXXXXXXXXX4444, expires 12/30")]
    [InlineData("room 12 378282246310005 thanks", "room 12 XXXXXXXXXXX0005 thanks")]
    [InlineData("3782 822463 10005 0128", "XXXX XXXXXX X0005 0128")]
    [InlineData("6011000990139424/30569309025904", "XXXXXXXXXXXX9424/XXXXXXXXXX5904")]
    [InlineData("3530111333300000", "XXXXXXXXXXXX0000")]
    [InlineData("2223003122003222", "XXXXXXXXXXXX3222")]
    [InlineData("４１１１１１１１１１１１１１１１", "XXXXXXXXXXXX１１１１")]
    [InlineData("x4222222222222x", "xXXXXXXXXX2222x")]
    [InlineData("4222-2222-2222-2", "XXXX-XXXX-X222-2")]
    [InlineData("411111111111-1111", "XXXXXXXXXXXX-1111")]
    public void Card_number_keeps_its_last_four_digits(string text, string masked)
    {
        Assert.Equal(masked, CardNumbers.Mask(text));
        Assert.True(CardNumbers.AreIn(text));
        Assert.Equal(masked, CardNumbers.Mask(masked));
    }

    [Theory]
    [InlineData("")]
    [InlineData("4111111111111112")] // a wrong check digit
    [InlineData("9111111111111111")] // no issuer
    [InlineData("411111111111")]
    [InlineData("41111111111111110000")] // 20 digits
    [InlineData("4111,1111,1111,1111")]
    [InlineData("2030-03-04T15:00:00")]
    [InlineData("2012-02-19 14:00 to 2012-02-19 16:30")]
    [InlineData("+1 703 555 0142")]
    [InlineData("1700000000000")]
    [InlineData("422222222222-2")] // a reservation and its version
    [InlineData("accept-422222222222-2")]
    [InlineData("400000000000-2-8")] // a reservation, its version and the attempt to tell Concur
    [InlineData("1bfb0000-0000-4000-8000-0000000245ce")] // a UUID whose digits make a card number
    public void Other_number_stays(string text)
    {
        Assert.Same(text, CardNumbers.Mask(text));
        Assert.False(CardNumbers.AreIn(text));
    }

    [Theory]
    [InlineData("1bfb4111111111111111a0c5d2e9f731")]
    [InlineData("4111111111111111ABCDEF00")]
    [InlineData("accept-1bfb4111111111111111a0c5d2e9f731, again")]
    public void Random_id_of_hexadecimal_digits_stays(string text)
    {
        Assert.Same(text, CardNumbers.Mask(text));
        Assert.False(CardNumbers.AreIn(text));
    }

    [Fact]
    public void Random_numbers_and_hashes_are_hardly_ever_taken_for_card_numbers()
    {
        var random = new Random(17);
        foreach (var (bytes, most) in new[] { (12, 10), (16, 1), (20, 1), (32, 1) })
        {
            var refused = Enumerable.Range(0, 50_000).Count(_ =>
            {
                var id = new byte[bytes];
                random.NextBytes(id);
                return CardNumbers.AreIn(Convert.ToHexStringLower(id));
            });
            Assert.True(refused <= most, $"{refused} of {bytes} bytes");
        }
    }

    [Theory]
    [InlineData("cc4111111111111111", "ccXXXXXXXXXXXX1111")] // a prefix of hexadecimal letters
    [InlineData("4111111111111111d25121010000000f", "XXXXXXXXXXXX1111d25121010000000f")] // the data of a stripe
    [InlineData("abcdefabc4111111111111111", "abcdefabcXXXXXXXXXXXX1111")] // 25 digits
    [InlineData("xabcdefab4111111111111111", "xabcdefabXXXXXXXXXXXX1111")] // the end of a longer word
    [InlineData("abcdefab4111111111111111x", "abcdefabXXXXXXXXXXXX1111x")]
    [InlineData("1bfb0000a0c5d2e9f731a0c5d2e9f731 4111111111111111", "1bfb0000a0c5d2e9f731a0c5d2e9f731 XXXXXXXXXXXX1111")]
    public void Card_number_within_hexadecimal_digits_is_masked(string text, string masked) =>
        Assert.Equal(masked, CardNumbers.Mask(text));

    [Theory]
    [InlineData("trip 1bfb0000-0000-4000-8000-0000000245ce")]
    [InlineData("41111111-1111-1111-a111-111111111111, 1bfb0000-0000-4000-8000-0000000245ce")]
    public void Uuid_in_a_text_stays(string text) => Assert.Same(text, CardNumbers.Mask(text));

    [Theory]
    [InlineData("1bfb0000-0000-4000-8000-0000000245ce 4111111111111111", "1bfb0000-0000-4000-8000-0000000245ce XXXXXXXXXXXX1111")]
    [InlineData("4111111111111111-41111111-1111-1111-a111-111111111111", "XXXXXXXXXXXX1111-41111111-1111-1111-a111-111111111111")]
    public void Card_number_beside_a_Uuid_is_masked(string text, string masked) => Assert.Equal(masked, CardNumbers.Mask(text));

    [Fact]
    public void Uuid_is_no_card_number() => Assert.False(CardNumbers.AreIn("41111111-1111-1111-a111-111111111111"));
}
