using System.Globalization;
using System.Xml.Linq;

namespace ConcurSimulator.Wire;

/// <summary>Checks the rules of the protocol that a schema can't express.</summary>
internal static class ContentValidator
{
    public static IEnumerable<string> Validate(XDocument message, int length)
    {
        var root = message.Root!;
        if (message.Declaration is not null)
            yield return "The message must not start with an XML declaration.";
        if (root.DescendantsAndSelf().Any(HasNamespace))
            yield return "The message must not have a namespace.";
        if (root.Attribute("size") is { } size && size.Value != length.ToString(CultureInfo.InvariantCulture))
            yield return $"size is {size.Value}, but the message has {length} bytes.";
        foreach (var rate in root.Descendants("RateInfo"))
        {
            if (FindRateProblem(rate) is { } problem)
                yield return problem;
        }
        foreach (var location in root.Elements().Where(element => element.Name.LocalName is "PickupLocation" or "DropoffLocation"))
        {
            if (FindLocationProblem(location, IsEmpty(root, "Error", "ErrorCode")) is { } problem)
                yield return problem;
        }
    }

    private static bool HasNamespace(XElement element) =>
        element.Name.Namespace != XNamespace.None || element.Attributes().Any(attribute => attribute.IsNamespaceDeclaration);

    private static string? FindRateProblem(XElement rate)
    {
        if (Amount(rate, "Rate") is not { } total || Amount(rate, "BasePrice") is not { } basePrice)
            return null;
        var sum = basePrice + (Amount(rate, "ServiceCharge") ?? 0) + (Amount(rate, "SurCharge") ?? 0) + (Amount(rate, "Tax") ?? 0);
        return total == sum ? null : FormattableString.Invariant($"RateInfo: Rate is {total}, but its parts add up to {sum}.");
    }

    /// <param name="isRide">Not a refusal, which echoes any part of an address.</param>
    private static string? FindLocationProblem(XElement location, bool isRide)
    {
        var problem = Text(location, "LocationType") switch
        {
            "100" when isRide && IsEmpty(location, "Address") => "an address without Address",
            "100" when IsEmpty(location, "Address") && IsEmpty(location, "City") && IsEmpty(location, "PostalCode") =>
                "an address without Address, City and PostalCode",
            "200" when IsEmpty(location, "Airport", "AirportCode") => "an airport without AirportCode",
            "300" when IsEmpty(location, "TrainStation", "StationCode") && IsEmpty(location, "TrainStation", "StationName") =>
                "a station without StationCode and StationName",
            _ => null,
        };
        return problem is null ? null : $"{location.Name.LocalName} is {problem}.";
    }

    private static bool IsEmpty(XElement element, params string[] path) => Text(element, path).Length == 0;

    private static string Text(XElement element, params string[] path) =>
        path.Aggregate((XElement?)element, (at, name) => at?.Element(name))?.Value ?? "";

    private static decimal? Amount(XElement rate, string name) =>
        decimal.TryParse(rate.Element(name)?.Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)
            ? amount
            : null;
}
