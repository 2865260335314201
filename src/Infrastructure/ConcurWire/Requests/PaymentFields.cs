using System.Globalization;
using GroundTransport.Domain;
using GroundTransport.Domain.Pricing;
using GroundTransport.Infrastructure.ConcurWire.Xml;

namespace GroundTransport.Infrastructure.ConcurWire.Requests;

/// <summary>
/// The form of payment. Its children count by their presence, but a card with a value takes precedence over empty siblings.
/// A card's number never leaves this class: only its length and its last four digits do.
/// </summary>
internal static class PaymentFields
{
    private const int MinNumberLength = 8, MaxNumberLength = 19, LastDigits = 4;

    private static readonly string[] Forms = ["CreditCard", "Cash", "Check", "DirectBilling"];

    /// <param name="isMasked">The card's number has other characters in place of digits.</param>
    public static Payment? Payment(this FieldReader fields, WireElement root, out bool isMasked)
    {
        isMasked = false;
        if (root.Child("FormOfPayment") is not { } form)
            return null;
        if (form.Child("CreditCard") is { HasValue: true } card)
            return fields.Card(card, out isMasked);
        switch (Forms.Where(name => form.Child(name) is not null).ToList())
        {
            case []:
                return null;
            case ["Cash"]:
                return new CashPayment();
            case ["Check"]:
                return new CheckPayment();
            case ["DirectBilling"]:
                return new DirectBillingPayment(fields.TextOrEmpty(root.Child("CorporateClient"), "CompanyCode"));
            case ["CreditCard"]:
                fields.Refuse(Refusal.Payment("FormOfPayment/CreditCard", "The card is empty. Send its Type, Number and Expiration."));
                return null;
            default:
                fields.Refuse(Refusal.Payment("FormOfPayment",
                    "There are several forms of payment, none with a value. Send one of CreditCard, Cash, Check or DirectBilling."));
                return null;
        }
    }

    private static CardPayment? Card(this FieldReader fields, WireElement card, out bool isMasked)
    {
        isMasked = false;
        var type = fields.CardType(card);
        var number = fields.TextOrEmpty(card, "Number").Where(character => !char.IsWhiteSpace(character) && character != '-').ToArray();
        var hasLastFour = number.Length >= LastDigits && number.AsSpan(^LastDigits..).IndexOfAnyExceptInRange('0', '9') < 0;
        if (!hasLastFour)
            fields.Refuse(Refusal.Payment(card.PathOf("Number"),
                "The card number must end in four digits; the digits before may be masked. Send the whole Number."));
        var expiration = fields.Expiration(card);
        if (type is null || !hasLastFour || expiration is null)
            return null;
        isMasked = number.AsSpan(..^LastDigits).IndexOfAnyExceptInRange('0', '9') >= 0;
        var length = Math.Clamp(number.Length, MinNumberLength, MaxNumberLength);
        return new CardPayment(type.Value, new string(number.AsSpan(^LastDigits..)), length, expiration.Value);
    }

    private static CardType? CardType(this FieldReader fields, WireElement card)
    {
        switch (fields.TextOrEmpty(card, "Type").ToUpperInvariant())
        {
            case "AX":
                return Domain.Pricing.CardType.AX;
            case "CA" or "MC":
                return Domain.Pricing.CardType.CA;
            case "VI":
                return Domain.Pricing.CardType.VI;
            case "DS":
                return Domain.Pricing.CardType.DS;
            case "DC":
                return Domain.Pricing.CardType.DC;
            default:
                fields.Refuse(Refusal.Payment(card.PathOf("Type"), "Unknown card type. Send AX, CA, VI, DS or DC."));
                return null;
        }
    }

    private static DateOnly? Expiration(this FieldReader fields, WireElement card)
    {
        var text = fields.TextOrEmpty(card, nameof(Expiration));
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day;
        if (DateOnly.TryParseExact(text, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month))
            return new DateOnly(month.Year, month.Month, DateTime.DaysInMonth(month.Year, month.Month));
        fields.Refuse(Refusal.Payment(card.PathOf(nameof(Expiration)), "The card's expiration date can't be read. Send it as 2030-05-31."));
        return null;
    }
}
