using System.Text;
using System.Xml;
using GroundTransport.Domain.Reservations;
using GroundTransport.Infrastructure.ConcurWire.PostBacks;
using GroundTransport.TestKit.Schemas;

namespace GroundTransport.Infrastructure.Tests.ConcurWire;

/// <summary>A parser reads back any text that was written, except for characters that XML can't contain.</summary>
public sealed class EscapingTests
{
    private const char Replacement = '\uFFFD';

    [Theory]
    [InlineData("Smith & Sons <\"limo\"> 'black'")]
    [InlineData("]]>")]
    [InlineData("<!-- -->&amp;&#10;")]
    [InlineData(" a\tb\nc\r\nd\re ")]
    [InlineData("Größe, naïve, 東京, \uD83D\uDE97")]
    [InlineData("\u0085\u2028\uFFFD\uE000\uD7FF\uFFFC")]
    [InlineData("\U00010000\U0010FFFF\U0001FFFE")]
    public void Legal_text_is_preserved(string text) => AssertRoundTrip(text, text);

    [Theory]
    [InlineData("a\0b", "a\uFFFDb")]
    [InlineData("\u0001\u0008\u000B\u000C\u000E\u001F", "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD")]
    [InlineData("\uFFFE\uFFFF", "\uFFFD\uFFFD")]
    public void Character_that_xml_cannot_contain_is_replaced(string text, string written) => AssertRoundTrip(text, written);

    [Fact]
    public void Half_a_surrogate_pair_is_replaced()
    {
        AssertRoundTrip(new string(['a', '\uD83D']), "a\uFFFD");
        AssertRoundTrip(new string(['\uDE97', 'b']), "\uFFFDb");
        AssertRoundTrip(new string(['\uDE97', '\uD83D', '\uD83D', '\uDE97']), "\uFFFD\uFFFD\uD83D\uDE97");
    }

    [Fact]
    public void Every_single_character_is_preserved_or_replaced()
    {
        for (var block = 0; block < 0x10000; block += 0x400)
        {
            var text = new string([.. Enumerable.Range(block, 0x400).Select(unit => (char)unit)]);
            AssertRoundTrip("x" + text, "x" + Expected(text));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Random_text_is_preserved(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 250; round++)
        {
            var units = Enumerable.Range(0, random.Next(0, 60)).Select(_ => random.Next(5) switch
            {
                0 => (char)random.Next(0x20),
                1 => "&<>\"'\r\n\t];"[random.Next(10)],
                2 => (char)random.Next(0xD800, 0xE000),
                3 => (char)random.Next(0x10000),
                _ => (char)random.Next(0x20, 0x7F),
            });
            var text = "x" + new string([.. units]);
            AssertRoundTrip(text, Expected(text));
        }
    }

    /// <summary>XML 1.0's definition of a character, written independently.</summary>
    private static string Expected(string text)
    {
        var expected = new StringBuilder();
        for (var index = 0; index < text.Length; index++)
        {
            if (index + 1 < text.Length && char.IsSurrogatePair(text[index], text[index + 1]))
                expected.Append(text[index]).Append(text[++index]);
            else
                expected.Append(!char.IsSurrogate(text[index]) && XmlConvert.IsXmlChar(text[index]) ? text[index] : Replacement);
        }
        return expected.ToString();
    }

    /// <summary>Through an element and through the one attribute, read by a parser that shares no code with the writer.</summary>
    private static void AssertRoundTrip(string text, string expected)
    {
        var ride = Rides.Ride with
        {
            Passenger = Rides.Ride.Passenger with { FirstName = text },
            Fare = Rides.Fare() with { SurChargeDescription = text },
        };
        var payload = new PostBackEncoder().Encode(Rides.In(ReservationStatus.RA, ride), Domain.Journeys.TimesAre.Gmt).Payload;
        WireSchema.AssertValid(payload);
        using var reader = XmlReader.Create(new StringReader(payload));
        Assert.True(reader.ReadToFollowing("FirstName"));
        Assert.Equal(expected, reader.ReadElementContentAsString());
        Assert.True(reader.ReadToFollowing("SurCharge"));
        Assert.Equal(expected, reader.GetAttribute("desc"));
    }
}
