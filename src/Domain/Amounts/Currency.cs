namespace GroundTransport.Domain.Amounts;

/// <summary>An ISO 4217 currency: its code and the number of minor digits of its amounts (USD 2, JPY 0, KWD 3).</summary>
public readonly record struct Currency
{
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

    /// <summary>Parses a code in any case; null if it isn't three ASCII letters.</summary>
    public static Currency? Parse(string? code)
    {
        if (code is not { Length: 3 } || !code.All(char.IsAsciiLetter))
            return null;
        return new Currency(code.ToUpperInvariant());
    }

    /// <summary>A code that this product wrote, and that is known to be valid.</summary>
    /// <exception cref="FormatException">The code isn't three letters.</exception>
    public static Currency Of(string code) => Parse(code) ?? throw new FormatException($"'{code}' isn't a currency code");

    public override string ToString() => Code;
}
