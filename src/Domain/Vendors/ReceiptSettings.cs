namespace GroundTransport.Domain.Vendors;

/// <summary>Whether a vendor's rides become receipts in Concur Expense, and who issues them.</summary>
public sealed record ReceiptSettings
{
    public bool Enabled { get; init; }

    /// <summary>The name by which the vendor trades for the tax authority.</summary>
    public string LegalName { get; init; } = "";

    /// <summary>Empty: none. A tax invoice needs it.</summary>
    public string TaxId { get; init; } = "";

    public string Phone { get; init; } = "";

    public string WebAddress { get; init; } = "";

    /// <summary>Whether the receipts are tax invoices.</summary>
    public bool TaxInvoice { get; init; }

    /// <summary>How long after the end of a ride its receipt is sent: the time in which its fare can still be corrected.</summary>
    public int SendAfterMinutes { get; init; }

    public SellerAddress Address { get; init; } = new();
}

/// <summary>Where the vendor has its seat. Country is ISO 3166-1 alpha-2.</summary>
public sealed record SellerAddress(
    string Street = "", string City = "", string State = "", string Country = "", string PostalCode = "");
