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
    [InlineData("1bfb0000-0000-4000-8000-0000000245ce")] // a UUID whose digits make a card number
    public void Other_number_stays(string text)
    {
        Assert.Same(text, CardNumbers.Mask(text));
        Assert.False(CardNumbers.AreIn(text));
    }

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
