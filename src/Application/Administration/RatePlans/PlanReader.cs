using System.Text.RegularExpressions;
using GroundTransport.Domain.Amounts;
using GroundTransport.Domain.Pricing;

namespace GroundTransport.Application.Administration.RatePlans;

/// <summary>Reads a rate plan from its top to its end, so that what refers to a zone or a vehicle finds them read.</summary>
internal sealed partial class PlanReader
{
    private const string CodeIsRight = "1 to 20 of A-Z, 0-9, - and _.";
    private static readonly string[] Lists = ["zones", "fleet", "rates"];

    private readonly PlanNode root;
    private readonly Dictionary<string, Zone> zones = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FleetVehicle> fleet = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Rate> rates = new(StringComparer.Ordinal);
    private readonly Currency currency;

    /// <param name="vendorCurrency">Null: any will do.</param>
    public PlanReader(PlanNode root, string? vendorCurrency)
    {
        this.root = root;
        root.Need("currency", "timeZone", "zones", "fleet", "rates", "payment");
        currency = ReadCurrency();
        if (vendorCurrency is not null && currency.Code != vendorCurrency && root.Has("currency"))
            root.Wrong("currency", $"The vendor's currency: {vendorCurrency}.");
    }

    public RatePlan Read()
    {
        var timeZone = TimeZone(root);
        // Zones and vehicles first: the rules and the rates name them.
        foreach (var zone in root.Nodes("zones", 5000))
            ReadZone(zone);
        foreach (var vehicle in root.Nodes("fleet", 500))
            ReadVehicle(vehicle);
        foreach (var rate in root.Nodes("rates", 20_000))
            ReadRate(rate);
        foreach (var name in Lists.Where(root.IsEmptyList))
            root.Wrong(name, "At least one is needed.");
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
            Payment = root.Node("payment") is { } payment ? ReadPayment(payment) : new PaymentTerms(),
        };
        root.Close();
        return plan;
    }

    private Currency ReadCurrency() =>
        root.Code("currency", CurrencyCode(), "A currency by its three letters, such as \"USD\".") is { } code ? Currency.Of(code) : Currency.Of("USD");

    /// <summary>An amount of the plan's currency; the names of what is charged go with it.</summary>
    private decimal? Amount(PlanNode node, string name) => node.Number(
        name, 0, 999_999_999, currency.MinorDigits, $"An amount in {currency} from 0 to 999999999, with at most {currency.MinorDigits} decimals.");

    private static string? TimeZone(PlanNode node)
    {
        if (node.Text("timeZone", 60) is not { } id)
            return null;
        if (TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) && zone.HasIanaId)
            return id;
        node.Wrong("timeZone", "A time zone by its IANA name, such as \"America/New_York\".");
        return null;
    }

    /// <summary>Codes of zones that the plan has.</summary>
    private List<string> ZoneCodes(PlanNode node, string name) => Known(node, name, zones.ContainsKey, "zones", ZoneCode(), CodeIsRight);

    private List<string> VehicleIds(PlanNode node, string name) => Known(node, name, fleet.ContainsKey, "fleet", VehicleId(), CodeIsRight);

    private static List<string> Known(PlanNode node, string name, Predicate<string> isKnown, string list, Regex pattern, string right)
    {
        var given = new List<string>();
        foreach (var (code, at) in node.Codes(name, pattern, right))
        {
            if (isKnown(code))
                given.Add(code);
            else
                node.WrongAt(at, Unknown(code, list));
        }
        return given;
    }

    private static string Unknown(string code, string list) => $"'{code}' isn't in this plan's {list}. Add it there, or correct it here.";

    [GeneratedRegex("^[A-Z]{3}\\z")]
    private static partial Regex CurrencyCode();

    [GeneratedRegex("^[A-Z0-9_-]{1,20}\\z")]
    private static partial Regex ZoneCode();

    [GeneratedRegex("^[A-Za-z0-9_-]{1,20}\\z")]
    private static partial Regex VehicleId();
}
