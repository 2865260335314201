using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Xml;
using GroundTransport.Application.Outbox;
using GroundTransport.Domain.Amounts;
using GroundTransport.Domain.Journeys;
using GroundTransport.Domain.Pricing;
using GroundTransport.Domain.Receipts;
using GroundTransport.Domain.Vendors;

namespace GroundTransport.Infrastructure.ConcurWire.Receipts;

/// <summary>
/// Writes a receipt in Concur's schema for ground transport (receipts-v4: Schemas). What isn't known is left out, and nothing is written
/// that the schema doesn't have: no name of a person, no card number.
/// </summary>
public sealed class ReceiptEncoder : IReceiptEncoder
{
    /// <summary>The schema, as the Link header names it.</summary>
    public const string Schema = "http://schema.concursolutions.com/ground-transport-receipt.schema.json";

    public string Encode(Receipt receipt)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
            Write(json, receipt);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void Write(Utf8JsonWriter json, Receipt receipt)
    {
        var amounts = receipt.Amounts;
        json.WriteStartObject();
        json.WriteBoolean("taxInvoice", receipt.Issuer.TaxInvoice);
        json.WriteString("reference", receipt.Reference);
        json.WriteString("collectionReference", receipt.CollectionReference);
        json.WriteString("dateTime", Time(receipt.At));
        json.WriteString("total", amounts.Total.ToAmountText());
        json.WriteString("subtotal", amounts.Subtotal.ToAmountText());
        json.WriteString("taxesTotal", amounts.Tax.ToAmountText());
        json.WriteString("currencyCode", amounts.Currency.Code);
        WriteSeller(json, receipt.Issuer);
        WriteTaxes(json, amounts.Tax, receipt.Issuer.Address);
        WritePayment(json, receipt.Payment, amounts.Total);
        json.WriteString("classOfService", receipt.ClassOfService.ToString());
        json.WriteString("startDateTime", Time(receipt.Start));
        json.WriteString("endDateTime", Time(receipt.End));
        json.WriteString("travelDuration", XmlConvert.ToString(WholeSeconds(receipt.End) - WholeSeconds(receipt.Start)));
        WriteStop(json, "pickupLocation", receipt.Pickup);
        WriteStop(json, "dropoffLocation", receipt.Dropoff);
        WriteText(json, "driverNumber", receipt.DriverNumber);
        WriteLines(json, amounts.Lines);
        json.WriteEndObject();
    }

    private static void WriteSeller(Utf8JsonWriter json, ReceiptSettings issuer)
    {
        json.WriteStartObject("seller");
        json.WriteString("name", issuer.LegalName);
        WriteText(json, "taxId", issuer.TaxId);
        json.WriteStartObject("location");
        WriteText(json, "internetAddress", issuer.WebAddress);
        WriteText(json, "telephoneNumber", issuer.Phone);
        var address = issuer.Address;
        WriteAddress(json, address.Street, address.City, address.State, address.Country, address.PostalCode);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>The gateway knows the tax as one amount; it is the seller's country that charges it.</summary>
    private static void WriteTaxes(Utf8JsonWriter json, Money tax, SellerAddress seller)
    {
        if (tax.IsZero)
            return;
        json.WriteStartArray("taxes");
        json.WriteStartObject();
        json.WriteStartObject("authority");
        WriteText(json, "addressCountry", seller.Country);
        WriteRegion(json, seller.State);
        json.WriteEndObject();
        json.WriteString("name", "Tax");
        json.WriteString("amount", tax.ToAmountText());
        json.WriteEndObject();
        json.WriteEndArray();
    }

    /// <summary>Flat, as in Concur's sample.</summary>
    private static void WritePayment(Utf8JsonWriter json, Payment payment, Money total)
    {
        json.WriteStartArray("payments");
        json.WriteStartObject();
        // As cash, the passenger would be reimbursed for what the company is billed.
        if (payment is DirectBillingPayment)
            json.WriteString("source", "Invoice");
        json.WriteString("amount", total.ToAmountText());
        if (payment is CardPayment card)
        {
            json.WriteStartObject("cardDetail");
            json.WriteString("cardType", NameOf(card.Type));
            if (card.LastFour.Length == 4)
                json.WriteString("creditCardId", card.LastFour);
            json.WriteEndObject();
        }
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static string NameOf(CardType type) => type switch
    {
        CardType.AX => "American Express",
        CardType.CA => "MasterCard",
        CardType.VI => "Visa",
        CardType.DS => "Discover",
        CardType.DC => "Diners Club",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Unknown card"),
    };

    private static void WriteStop(Utf8JsonWriter json, string property, Stop stop)
    {
        json.WriteStartObject(property);
        json.WriteString("name", stop.Name);
        if (stop is AddressStop address)
            WriteAddress(json, address.Street, address.City, address.State, address.Country, address.PostalCode);
        else if (stop is StationStop station)
            WriteAddress(json, "", station.City, station.State, "", "");
        json.WriteEndObject();
    }

    private static void WriteAddress(
        Utf8JsonWriter json, string street, string city, string state, string country, string postalCode)
    {
        if (street.Length + city.Length + country.Length + postalCode.Length == 0)
            return;
        json.WriteStartObject("address");
        WriteText(json, "streetAddress", street);
        WriteText(json, "addressLocality", city);
        WriteRegion(json, States.CodeOf(state, country));
        WriteText(json, "addressCountry", Countries.Contains(country) ? country.ToUpperInvariant() : "");
        WriteText(json, "postalCode", postalCode);
        json.WriteEndObject();
    }

    /// <summary>Bookings name states in any way; the schema takes codes only.</summary>
    private static void WriteRegion(Utf8JsonWriter json, string state)
    {
        if (state.Length <= 3 && state.All(char.IsAsciiLetterOrDigit))
            WriteText(json, "addressRegion", state);
    }

    private static void WriteLines(Utf8JsonWriter json, IReadOnlyList<ReceiptLine> lines)
    {
        json.WriteStartArray("lineItems");
        for (var i = 0; i < lines.Count; i++)
        {
            json.WriteStartObject();
            json.WriteNumber("sequenceNumber", i + 1);
            json.WriteString("description", lines[i].Description);
            json.WriteString("semanticsCode", lines[i].Amount.Amount < 0 ? "DISCOUNT" : "FEE");
            json.WriteNumber("quantity", 1);
            json.WriteString("total", lines[i].Amount.ToAmountText());
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteText(Utf8JsonWriter json, string property, string text)
    {
        if (text.Length > 0)
            json.WriteString(property, text);
    }

    /// <summary>Such as 2016-09-29T15:39:46-0700: never Z, which would lose the offset.</summary>
    private static string Time(DateTimeOffset time)
    {
        var offset = time.Offset;
        var sign = offset < TimeSpan.Zero ? '-' : '+';
        return string.Create(CultureInfo.InvariantCulture, $"{time:yyyy-MM-dd'T'HH:mm:ss}{sign}{offset:hhmm}");
    }

    /// <summary>Times are written without fractions: the duration is the difference of what is written.</summary>
    private static DateTimeOffset WholeSeconds(DateTimeOffset time) => time.AddTicks(-(time.Ticks % TimeSpan.TicksPerSecond));
}
