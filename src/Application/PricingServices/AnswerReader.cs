using System.Text.Json;
using System.Text.RegularExpressions;
using GroundTransport.Application.Documents;
using GroundTransport.Domain;
using GroundTransport.Domain.Amounts;
using GroundTransport.Domain.Journeys;
using GroundTransport.Domain.Pricing;

namespace GroundTransport.Application.PricingServices;

/// <summary>
/// Reads the answers of pricing services (docs/schemas/pricing-answer.schema.json and pricing-confirm-answer.schema.json): each is
/// accepted as a whole or not at all, because half an answer may lack what makes the other half right.
/// </summary>
public static partial class AnswerReader
{
    /// <summary>The longest answer, in bytes.</summary>
    public const int MaxSize = 256 * 1024;

    private const int MaxOffers = 100;

    /// <summary>They are part of the quote, whose length is limited.</summary>
    private const int MaxCompanies = 100;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 16, AllowDuplicateProperties = false };

    private static readonly PaymentTerms AnyCard = new() { Cards = Enum.GetValues<CardType>(), CardPresentedAtRide = true };

    /// <param name="vendorCurrency">The currency in which the vendor sells.</param>
    public static PricingAnswer ReadOffers(
        ReadOnlyMemory<byte> body, PriceRequest request, Currency vendorCurrency, DateTimeOffset now) =>
        Read(body, root =>
        {
            root.Require("offers");
            var offers = root.Nodes("offers", MaxOffers).Select(node => ReadOffer(node, request, vendorCurrency, now)).ToList();
            var reason = ReadReason(root);
            var ids = new HashSet<string>(StringComparer.Ordinal);
            if (offers.Find(offer => !ids.Add(offer.Id)) is { } same)
                root.AddMistake("offers", $"Two offers have the id {same.Id}. Give each its own.");
            return new PricingAnswer(offers.Count > 0 ? PricingResult.Offered : PricingResult.NothingOffered)
            {
                Offers = offers,
                Reason = reason ?? "",
            };
        });

    public static PricingAnswer ReadConfirmation(ReadOnlyMemory<byte> body) =>
        Read(body, root =>
        {
            var isConfirmed = root.Require("confirmed").Flag("confirmed");
            ReadReason(root);
            return new PricingAnswer(PricingResult.Decided) { IsConfirmed = isConfirmed };
        });

    private static string? ReadReason(DocumentNode root) =>
        root.Code("reason", Identifier(), "A word such as \"fullyBooked\": at most 40 letters, digits, - and _.");

    private static PricingAnswer Read(ReadOnlyMemory<byte> body, Func<DocumentNode, PricingAnswer> read)
    {
        try
        {
            using var json = JsonDocument.Parse(body, Options);
            if (json.RootElement.ValueKind != JsonValueKind.Object)
                return PricingAnswer.RefusedFor([new FieldError("$", "An answer is an object: { ... }.")]);
            var mistakes = new DocumentMistakes();
            var root = new DocumentNode(json.RootElement, "$", mistakes);
            var answer = read(root);
            root.RejectUnknownMembers();
            return mistakes.Found.Count == 0 ? answer : PricingAnswer.RefusedFor(mistakes.Found);
        }
        catch (JsonException invalid)
        {
            var position = $"line {invalid.LineNumber + 1}, character {invalid.BytePositionInLine + 1}";
            return PricingAnswer.RefusedFor(
                [new FieldError("$", $"Invalid JSON at {position}. A name may occur only once in its object.")]);
        }
        catch (InvalidOperationException)
        {
            // Valid JSON can contain text that can't be decoded: invalid UTF-8, or an escape that is half of a surrogate pair.
            return PricingAnswer.RefusedFor([new FieldError("$", "The answer contains text that isn't valid UTF-8.")]);
        }
    }

    private static ServiceOffer ReadOffer(DocumentNode node, PriceRequest request, Currency vendorCurrency, DateTimeOffset now)
    {
        node.Require("offer", "vehicle", "fare", "ends", "validUntil");
        var journey = request.Journey;
        var id = node.Code("offer", OfferId(), $"The service's own id: 1 to {ServiceOffer.LongestId} visible ASCII characters.") ?? "";
        var ends = node.Instant("ends");
        if (ends <= journey.Start || ends - journey.Start > Journey.Longest)
            node.AddMistake("ends", $"After the start, by at most {Journey.Longest.TotalDays:0} days.");
        var validUntil = node.Instant("validUntil");
        if (validUntil <= now)
            node.AddMistake("validUntil", "A time that hasn't passed.");
        var offer = new ServiceOffer(
            request.VendorCode, id, journey, request.PickupTimeZone, ReadVehicle(node.Node("vehicle")),
            ReadFare(node.Node("fare"), vendorCurrency), ends ?? default)
        {
            ValidUntil = validUntil ?? default,
            AcceptedPayment = node.Node("payment") is { } payment ? payment.Payment(MaxCompanies) : AnyCard,
            Cancellation = node.Node("cancellation") is { } cancellation ? ReadCancellation(cancellation, vendorCurrency) : null,
            City = request.GdsCity,
            ZoneAtDropoff = request.DropoffTimeZone,
        };
        node.RejectUnknownMembers();
        return offer;
    }

    private static FleetVehicle ReadVehicle(DocumentNode? node)
    {
        node?.Require("id", "type", "description", "maxPassengers");
        var type = node?.Choice<VehicleType>("type");
        if (type == VehicleType.Any)
            node!.AddMistake("type", "The type of this vehicle: any isn't one.");
        var vehicle = new FleetVehicle
        {
            VehicleId = node?.Code("id", Identifier(), "1 to 40 letters, digits, - and _.") ?? "",
            Type = type ?? default,
            ClassOfService = node?.Choice<ClassOfService>("classOfService") ?? ClassOfService.Normal,
            Description = node?.Text("description") ?? "",
            MaxPassengers = node?.Integer("maxPassengers", 1, 100) ?? 0,
            Count = 0,
        };
        node?.RejectUnknownMembers();
        return vehicle;
    }

    private static Fare ReadFare(DocumentNode? node, Currency currency)
    {
        Money Part(string name) => Money.Round(node?.Amount(name, currency) ?? 0, currency);

        node?.Require("type", "currency");
        var type = node?.Choice<FareType>("type");
        var code = node?.Text("currency", 3);
        if (code is not null && code != currency.Code)
            node!.AddMistake("currency", $"The vendor's currency, {currency}.");
        var fare = new Fare
        {
            Type = type switch { FareType.Hourly => RateType.Hourly, FareType.Estimated => RateType.Estimated, _ => RateType.Flat },
            BasePrice = Part("basePrice"),
            ServiceCharge = Part("serviceCharge"),
            SurCharge = Part("surCharge"),
            SurChargeDescription = node?.Text("surChargeDescription") ?? "",
            Tax = Part("tax"),
            MinHours = node?.Number("minimumHours", 0.25m, 744, 2),
        };
        if (fare.MinHours is not null && type != FareType.Hourly)
            node!.AddMistake("minimumHours", "Only an hourly fare has a minimum of hours.");
        var rate = node?.Amount("rate", currency);
        if (rate is not null && rate != fare.Rate.Amount)
            node!.AddMistake("rate", $"Must be the sum of its parts, {fare.Rate.ToAmountText()}, or be left out.");
        else if (node is not null && fare.Rate.IsZero)
            node.AddMistake("The parts add up to nothing. A ride has a price.");
        node?.RejectUnknownMembers();
        return fare;
    }

    private static CancellationPolicy ReadCancellation(DocumentNode node, Currency currency)
    {
        var policy = new CancellationPolicy { Tiers = node.Require("tiers").Tiers(currency), NoShow = node.NoShow(currency) };
        node.RejectUnknownMembers();
        return policy;
    }

    /// <summary>The kinds of fare that can be sold.</summary>
    private enum FareType
    {
        Flat,
        Hourly,
        Estimated,
    }

    [GeneratedRegex("^[!-~]{1,64}\\z")]
    private static partial Regex OfferId();

    [GeneratedRegex("^[A-Za-z0-9_-]{1,40}\\z")]
    private static partial Regex Identifier();
}
