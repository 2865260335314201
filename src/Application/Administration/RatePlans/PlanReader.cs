using System.Text.RegularExpressions;
using GroundTransport.Application.Documents;
using GroundTransport.Domain.Amounts;
using GroundTransport.Domain.Pricing;

namespace GroundTransport.Application.Administration.RatePlans;

/// <summary>Reads a rate plan: zones and vehicles first, because the other parts refer to them.</summary>
internal sealed partial class PlanReader
{
    private const string CodeExpected = "1 to 20 of A-Z, 0-9, - and _.";
    private static readonly string[] Lists = ["zones", "fleet", "rates"];

    private readonly DocumentNode root;
    private readonly Dictionary<string, Zone> zones = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FleetVehicle> fleet = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Rate> rates = new(StringComparer.Ordinal);
    private readonly Currency currency;

    /// <param name="vendorCurrency">Null for any.</param>
    public PlanReader(DocumentNode root, string? vendorCurrency)
    {
        this.root = root;
        root.Require("currency", "timeZone", "zones", "fleet", "rates", "payment");
        currency = ReadCurrency();
        if (vendorCurrency is not null && currency.Code != vendorCurrency && root.Has("currency"))
            root.AddMistake("currency", $"Must be the vendor's currency, {vendorCurrency}.");
    }

    public RatePlan Read()
    {
        var timeZone = TimeZone(root);
        // Zones and vehicles first: the rules and the rates refer to them.
        foreach (var zone in root.Nodes("zones", 5000))
            ReadZone(zone);
        foreach (var vehicle in root.Nodes("fleet", 500))
            ReadVehicle(vehicle);
        foreach (var rate in root.Nodes("rates", 20_000))
            ReadRate(rate);
        foreach (var name in Lists.Where(root.IsEmptyList))
            root.AddMistake(name, "At least one is required.");
        var plan = new RatePlan
        {
            Currency = currency,
            TimeZone = timeZone ?? "",
            Rules = root.Node("rules") is { } rules ? ReadRules(rules) : new BookingRules(),
            Zones = [.. zones.Values],
            Fleet = [.. fleet.Values],
            Rates = [.. rates.Values],
            Charges = ReadCharges(),
            Discounts = [.. root.Nodes("discounts", 5000).Select(ReadDiscount)],
            Cancellation = ReadCancellation(),
            Payment = root.Node("payment") is { } payment ? payment.Payment() : new PaymentTerms(),
        };
        root.RejectUnknownMembers();
        return plan;
    }

    private Currency ReadCurrency()
    {
        const string expected = "A currency's three-letter code, such as \"USD\".";
        var code = root.Code("currency", CurrencyCode(), expected) ?? "USD";
        if (Currency.Parse(code) is { } known)
            return known;
        root.AddMistake("currency", expected);
        return Currency.Of("USD");
    }

    /// <summary>An amount in the plan's currency.</summary>
    private decimal? Amount(DocumentNode node, string name) => node.Amount(name, currency);

    private static string? TimeZone(DocumentNode node)
    {
        if (node.Text("timeZone", 60) is not { } id)
            return null;
        if (TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) && zone.HasIanaId)
            return id;
        node.AddMistake("timeZone", "A time zone's IANA name, such as \"America/New_York\".");
        return null;
    }

    /// <summary>Codes of zones in this plan.</summary>
    private List<string> ZoneCodes(DocumentNode node, string name) =>
        Known(node, name, zones.ContainsKey, "zones", ZoneCode(), CodeExpected);

    private List<string> VehicleIds(DocumentNode node, string name) =>
        Known(node, name, fleet.ContainsKey, "fleet", VehicleId(), CodeExpected);

    private static List<string> Known(
        DocumentNode node, string name, Predicate<string> isKnown, string list, Regex pattern, string expected)
    {
        var codes = new List<string>();
        foreach (var (code, at) in node.Codes(name, pattern, expected))
        {
            if (isKnown(code))
                codes.Add(code);
            else
                node.AddMistakeAt(at, Unknown(code, list));
        }
        return codes;
    }

    private static string Unknown(string code, string list) => $"'{code}' isn't in this plan's {list}. Add it there, or correct it here.";

    [GeneratedRegex("^[A-Z]{3}\\z")]
    private static partial Regex CurrencyCode();

    [GeneratedRegex("^[A-Z0-9_-]{1,20}\\z")]
    private static partial Regex ZoneCode();

    [GeneratedRegex("^[A-Za-z0-9_-]{1,20}\\z")]
    private static partial Regex VehicleId();
}
