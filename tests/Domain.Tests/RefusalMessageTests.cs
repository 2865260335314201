using System.Globalization;

namespace GroundTransport.Domain.Tests;

public class RefusalMessageTests
{
    private static string Shout(Field field) => $"<{field.Name}>";

    [Fact]
    public void Render_names_every_field_and_nothing_else()
    {
        var city = "{start} {{end}} start";
        RefusalMessage message = $"No service from {city}: {Field.End} must be later than {Field.Start}.";
        Assert.Equal("No service from {start} {{end}} start: <end> must be later than <start>.", message.Render(Shout));
    }

    [Fact]
    public void Render_keeps_fields_of_a_message_inside_a_message()
    {
        RefusalMessage inner = $"{Field.End} or {Field.Start}";
        RefusalMessage outer = $"{Field.Pickup}: {inner}, {inner}; {Field.Dropoff}";
        Assert.Equal("<pickup>: <end> or <start>, <end> or <start>; <dropoff>", outer.Render(Shout));
    }

    [Fact]
    public void Values_are_formatted_the_same_in_every_culture()
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
        try
        {
            RefusalMessage message = $"{1.5m:0.0#} hours, {new DateTime(2030, 5, 19):d}, {(string?)null}{null as object}.";
            Assert.Equal("1.5 hours, 05/19/2030, .", message.ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Messages_are_equal_by_text_and_fields()
    {
        static RefusalMessage About(Field field) => $"Correct {field}.";

        Assert.Equal(About(Field.Start), About(Field.Start));
        Assert.Equal(About(Field.Start).GetHashCode(), About(Field.Start).GetHashCode());
        Assert.NotEqual(About(Field.Start), About(Field.End));
        Assert.NotEqual<RefusalMessage>("Correct start.", About(Field.Start));
    }
}
