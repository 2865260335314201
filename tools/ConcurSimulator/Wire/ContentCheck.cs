using System.Globalization;
using System.Xml.Linq;

namespace ConcurSimulator.Wire;

/// <summary>What the protocol demands and no schema can say.</summary>
internal static class ContentCheck
{
    public static IEnumerable<string> Problems(XDocument message, int length)
    {
        var root = message.Root!;
        if (message.Declaration is not null)
            yield return "The message starts with an XML declaration.";
        if (root.DescendantsAndSelf().Any(element => element.Name.Namespace != XNamespace.None || element.Attributes().Any(attribute => attribute.IsNamespaceDeclaration)))
            yield return "The message has a namespace.";
        if (root.Attribute("size") is { } size && size.Value != length.ToString(CultureInfo.InvariantCulture))
            yield return $"size says {size.Value}, but the message has {length} bytes.";
        foreach (var rate in root.Descendants("RateInfo"))
        {
            if (RateProblem(rate) is { } problem)
                yield return problem;
        }
        foreach (var place in root.Elements().Where(element => element.Name.LocalName is "PickupLocation" or "DropoffLocation"))
        {
            if (PlaceProblem(place) is { } problem)
                yield return problem;
        }
    }

    private static string? RateProblem(XElement rate)
    {
        if (Amount(rate, "Rate") is not { } whole || Amount(rate, "BasePrice") is not { } basePrice)
            return null;
        var sum = basePrice + (Amount(rate, "ServiceCharge") ?? 0) + (Amount(rate, "SurCharge") ?? 0) + (Amount(rate, "Tax") ?? 0);
        return whole == sum ? null : string.Create(CultureInfo.InvariantCulture, $"RateInfo: Rate is {whole}, but its parts add up to {sum}.");
    }

    private static string? PlaceProblem(XElement place)
    {
        var missing = Text(place, "LocationType") switch
        {
            "100" when Text(place, "Address").Length + Text(place, "City").Length + Text(place, "PostalCode").Length == 0 => "an address without Address, City and PostalCode",
            "200" when Text(place, "Airport", "AirportCode").Length == 0 => "an airport without its code",
            "300" when Text(place, "TrainStation", "StationCode").Length + Text(place, "TrainStation", "StationName").Length == 0 => "a station without code and name",
            _ => null,
        };
        return missing is null ? null : $"{place.Name.LocalName} is {missing}.";
    }

    private static string Text(XElement element, params string[] path) =>
        path.Aggregate((XElement?)element, (at, name) => at?.Element(name))?.Value ?? "";

    private static decimal? Amount(XElement rate, string name) =>
        decimal.TryParse(rate.Element(name)?.Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) ? amount : null;
}
