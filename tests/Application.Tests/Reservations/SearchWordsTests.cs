using GroundTransport.Application.Reservations;
using Xunit;

namespace GroundTransport.Application.Tests.Reservations;

/// <summary>What people type finds what Concur sent.</summary>
public sealed class SearchWordsTests
{
    [Theory]
    [InlineData("smith", "smith")]
    [InlineData("  SMITH   Anna ", "smith|anna")]
    [InlineData("Müller", "muller")]
    [InlineData("Łukasz Øystein Straße", "lukasz|oystein|strasse")]
    [InlineData("O'Brien", "obrien")]
    [InlineData("703-555-0142", "7035550142")]
    [InlineData("+1 (703) 555", "1|703|555")]
    [InlineData("j.doe@example.com", "jdoeexamplecom")]
    [InlineData("UA 123", "ua|123")]
    [InlineData("...", "")]
    [InlineData("a A á", "a")]
    [InlineData("山田", "山田")]
    public void OfSearch_folds_each_word(string text, string words) =>
        Assert.Equal(words, string.Join('|', SearchWords.OfSearch(text)));

    [Fact]
    public void OfSearch_takes_a_word_that_is_too_long_by_its_beginning() =>
        Assert.Equal([new string('x', SearchWords.MaxLength)], SearchWords.OfSearch(new string('x', 100)));
}
