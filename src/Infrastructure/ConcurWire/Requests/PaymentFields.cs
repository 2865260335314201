using System.Globalization;
using GroundTransport.Domain;
using GroundTransport.Domain.Pricing;
using GroundTransport.Infrastructure.ConcurWire.Xml;

namespace GroundTransport.Infrastructure.ConcurWire.Requests;

/// <summary>
/// The form of payment: a card with a value, else the only form with a value, else the only form that is present.
/// A card's number never leaves this class: only its length and its last four digits do.
/// </summary>
internal static class PaymentFields
{
    private const int MinNumberLength = 8, MaxNumberLength = 19, LastDigits = 4;

    private static readonly string[] Forms = ["CreditCard", "Cash", "Check", "DirectBilling"];

    /// <param name="mayListEmptyForms">Whether several empty forms mean none, as in an Update that repeats them all.</param>
    /// <param name="isMasked">The card's number has other characters in place of digits.</param>
    public static Payment? Payment(this FieldReader fields, WireElement root, bool mayListEmptyForms, out bool isMasked)
    {
        isMasked = false;
        if (root.Child("FormOfPayment") is not { } form)
            return null;
        if (form.Child("CreditCard") is { HasValue: true } card)
            return fields.Card(card, out isMasked);
        var present = Forms.Where(name => form.Child(name) is not null).ToList();
        var filled = present.Where(name => form.Child(name)!.HasValue).ToList();
        switch (filled.Count > 0 ? filled : present)
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
                fields.Refuse(Refusal.Payment(
                    "FormOfPayment/CreditCard", "FormOfPayment/CreditCard is empty. Send its Type, Number and Expiration."));
                return null;
            default:
                if (filled.Count > 0 || !mayListEmptyForms)
                {
                    fields.Refuse(Refusal.Payment(Field.Payment,
                        $"{Field.Payment} has several forms, none of which takes precedence. "
                        + $"Send one of CreditCard, Cash, Check or DirectBilling."));
                }
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
        {
            Field field = card.PathOf("Number");
            var mistake = number.Length == 0 ? "is missing" : "must end in four digits";
            fields.Refuse(Refusal.Payment(field,
                $"{field} {mistake}. Send the whole Number; the digits before the last four may be masked."));
        }
        var expiration = fields.Expiration(card);
        if (type is null || !hasLastFour || expiration is null)
            return null;
        isMasked = number.AsSpan(..^LastDigits).IndexOfAnyExceptInRange('0', '9') >= 0;
        var length = Math.Clamp(number.Length, MinNumberLength, MaxNumberLength);
        return new CardPayment(type.Value, new string(number.AsSpan(^LastDigits..)), length, expiration.Value);
    }

    private static CardType? CardType(this FieldReader fields, WireElement card)
    {
        var type = fields.TextOrEmpty(card, "Type");
        switch (type.ToUpperInvariant())
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
                Field field = card.PathOf("Type");
                var mistake = type.Length == 0 ? "missing" : "unknown";
                fields.Refuse(Refusal.Payment(field, $"{field} is {mistake}. Send AX, CA, VI, DS or DC."));
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
        Field field = card.PathOf(nameof(Expiration));
        var mistake = text.Length == 0 ? "is missing" : "can't be read";
        fields.Refuse(Refusal.Payment(field, $"{field} {mistake}. Send it as 2030-05-31."));
        return null;
    }
}
