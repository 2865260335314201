using System.Collections.Frozen;

namespace GroundTransport.Domain.Amounts;

/// <summary>An ISO 4217 currency: its code and the number of minor digits of its amounts (USD 2, JPY 0, KWD 3).</summary>
public readonly record struct Currency
{
    /// <summary>
    /// The currencies in circulation: ISO 4217 without funds, metals and codes for tests, in which nobody pays a ride. A currency
    /// that is withdrawn stays: amounts are stored in it.
    /// </summary>
    private static readonly FrozenSet<string> Known =
        """
        AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY COP
        CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR
        IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU
        MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG
        SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VED VES VND VUV
        WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG
        """.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private Currency(string code) => Code = code;

    /// <summary>Three capital letters.</summary>
    public string Code { get; }

    /// <summary>Digits after the decimal point of an amount.</summary>
    public int MinorDigits => Code switch
    {
        "BIF" or "CLP" or "DJF" or "GNF" or "ISK" or "JPY" or "KMF" or "KRW" or "PYG" or "RWF" or "UGX" or "VND" or "VUV" or "XAF"
            or "XOF" or "XPF" => 0,
        "BHD" or "IQD" or "JOD" or "KWD" or "LYD" or "OMR" or "TND" => 3,
        _ => 2,
    };

    /// <summary>Parses a code in any case; null if ISO 4217 has no such currency.</summary>
    public static Currency? Parse(string? code) =>
        code is not null && Known.Contains(code) ? new Currency(code.ToUpperInvariant()) : null;

    /// <summary>A code that this product wrote, and that is known to be valid.</summary>
    /// <exception cref="FormatException">There is no such currency.</exception>
    public static Currency Of(string code) => Parse(code) ?? throw new FormatException($"'{code}' isn't a currency code");

    public override string ToString() => Code;
}
