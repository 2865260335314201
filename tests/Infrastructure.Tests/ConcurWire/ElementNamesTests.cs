using System.Reflection;
using GroundTransport.Domain;
using GroundTransport.Infrastructure.ConcurWire.Codes;

namespace GroundTransport.Infrastructure.Tests.ConcurWire;

public class ElementNamesTests
{
    private static readonly Field[] Neutral =
        [.. typeof(Field).GetProperties(BindingFlags.Public | BindingFlags.Static).Select(property => (Field)property.GetValue(null)!)];

    [Fact]
    public void Every_neutral_field_has_an_element() => Assert.Equal(Neutral.ToHashSet(), ElementNames.Fields.ToHashSet());

    [Fact]
    public void Neutral_names_are_distinct_and_no_element_has_one()
    {
        Assert.Equal(Neutral.Length, Neutral.Distinct().Count());
        Assert.All(Neutral.Except([Field.None]), field => Assert.True(char.IsAsciiLetterLower(field.Name[0]), field.Name));
        Assert.All(
            ElementNames.Fields.Select(ElementNames.Of).Where(name => name.Length > 0),
            name => Assert.True(char.IsAsciiLetterUpper(name[0]), name));
    }

    [Fact]
    public void Error_block_carries_elements_and_quotes_input_as_it_came()
    {
        var city = "{start}";
        var refusal = Refusal.Time(Field.End, $"No service from {city}. Correct {Field.End}.");

        var reply = Wire.Valid(ReplyTo.Root("CC_LimoSellRequest", refusal));

        Assert.Equal(
            ("EndDateTime", "No service from {start}. Correct EndDateTime."),
            (Wire.At(reply, "Error/ErrorSource"), Wire.At(reply, "Error/ErrorDescription")));
    }

    [Fact]
    public void Error_block_carries_an_element_that_only_the_wire_knows_as_it_is() =>
        Assert.Equal("PickupLocation/Airport/AirportCode", ElementNames.Of("PickupLocation/Airport/AirportCode"));
}
