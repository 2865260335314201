using System.Text.Json;
using GroundTransport.Application.Administration.RatePlans;
using GroundTransport.Application.Catalog;
using GroundTransport.Domain.Decisions;
using GroundTransport.Domain.Vendors;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace GroundTransport.Infrastructure.Persistence.Mappings;

/// <summary>Vendors.</summary>
internal sealed class VendorMapping : IEntityTypeConfiguration<Vendor>
{
    public void Configure(EntityTypeBuilder<Vendor> builder)
    {
        builder.ToTable("vendors");
        builder.HasKey(vendor => vendor.Code);
        builder.Property(vendor => vendor.Code).HasMaxLength(8);
        builder.Property(vendor => vendor.Version).IsConcurrencyToken();
        builder.Property(vendor => vendor.Decisions).HasMaxLength(1000)
            .HasConversion(decisions => StoredJson.Write(decisions), text => StoredJson.Read<DecisionRules>(text));
        builder.Property(vendor => vendor.Pricing).HasMaxLength(1000)
            .HasConversion(pricing => StoredJson.Write(pricing), text => StoredJson.Read<PricingService>(text!));
        builder.Property(vendor => vendor.Receipts).HasMaxLength(2000)
            .HasConversion(receipts => StoredJson.Write(receipts), text => StoredJson.Read<ReceiptSettings>(text));
        builder.Ignore(vendor => vendor.Contact);
    }
}

/// <summary>The secrets of the vendors' pricing services, encrypted.</summary>
internal sealed class PricingSecretMapping : IEntityTypeConfiguration<PricingSecretRow>
{
    public void Configure(EntityTypeBuilder<PricingSecretRow> builder)
    {
        builder.ToTable("pricing_secrets");
        builder.HasKey(row => row.VendorCode);
        builder.Property(row => row.VendorCode).HasMaxLength(8);
        builder.Property(row => row.Secret).HasMaxLength(-1);
        builder.Property(row => row.PreviousSecret).HasMaxLength(-1);
    }
}

/// <summary>Rate plans by version.</summary>
internal sealed class RatePlanMapping : IEntityTypeConfiguration<RatePlanVersion>
{
    public void Configure(EntityTypeBuilder<RatePlanVersion> builder)
    {
        builder.ToTable("rate_plans");
        builder.HasKey(plan => new { plan.VendorCode, plan.Version });
        builder.Property(plan => plan.Document).HasMaxLength(-1);
    }
}

/// <summary>The fleet's lock rows.</summary>
internal sealed class FleetMapping : IEntityTypeConfiguration<FleetRow>
{
    public void Configure(EntityTypeBuilder<FleetRow> builder)
    {
        builder.ToTable("fleet");
        builder.HasKey(row => new { row.VendorCode, row.VehicleId });
    }
}

/// <summary>Direct connects; user names and tokens are unique.</summary>
internal sealed class DirectConnectMapping : IEntityTypeConfiguration<DirectConnect>
{
    public void Configure(EntityTypeBuilder<DirectConnect> builder)
    {
        builder.ToTable("direct_connects");
        builder.HasKey(connect => connect.Id);
        builder.Property(connect => connect.Id).HasMaxLength(36);
        builder.Property(connect => connect.VendorCodes).HasMaxLength(4000).HasConversion(CodeList.Converter, CodeList.Comparer);
        builder.Property(connect => connect.Version).IsConcurrencyToken();
        builder.HasIndex(connect => connect.UserName).IsUnique();
        builder.HasIndex(connect => connect.TokenHash).IsUnique();
        builder.Property(connect => connect.TokenHash).HasMaxLength(32);
        builder.Property(connect => connect.PasswordHash).HasMaxLength(32);
        builder.Property(connect => connect.Previous).HasMaxLength(400)
            .HasConversion(previous => StoredJson.Write(previous), text => StoredJson.Read<PreviousSecrets>(text!));
    }
}

/// <summary>API keys; the hashes of their secrets are unique.</summary>
internal sealed class ApiKeyMapping : IEntityTypeConfiguration<ApiKey>
{
    public void Configure(EntityTypeBuilder<ApiKey> builder)
    {
        builder.ToTable("api_keys");
        builder.HasKey(key => key.Id);
        builder.Property(key => key.Hash).HasMaxLength(32);
        builder.HasIndex(key => key.Hash).IsUnique();
        builder.Property(key => key.VendorCodes).HasMaxLength(4000).HasConversion(CodeList.Converter!, CodeList.Comparer);
        builder.Ignore(key => key.LastUsedAt);
    }
}

/// <summary>Quote signing keys.</summary>
internal sealed class SigningKeyMapping : IEntityTypeConfiguration<SigningKeyRow>
{
    public void Configure(EntityTypeBuilder<SigningKeyRow> builder)
    {
        builder.ToTable("signing_keys");
        builder.HasKey(key => key.Id);
        builder.Property(key => key.Id).ValueGeneratedNever();
        builder.Property(key => key.ProtectedSecret).HasMaxLength(1000);
    }
}

/// <summary>The key ring.</summary>
internal sealed class KeyRingMapping : IEntityTypeConfiguration<KeyRingRow>
{
    public void Configure(EntityTypeBuilder<KeyRingRow> builder)
    {
        builder.ToTable("key_ring");
        builder.HasKey(key => key.FriendlyName);
        builder.Property(key => key.Xml).HasMaxLength(-1);
    }
}

/// <summary>The catalog's version.</summary>
internal sealed class CatalogStateMapping : IEntityTypeConfiguration<CatalogState>
{
    public void Configure(EntityTypeBuilder<CatalogState> builder)
    {
        builder.ToTable("catalog_state");
        builder.HasKey(state => state.Id);
        builder.Property(state => state.Id).ValueGeneratedNever();
        builder.HasData(new CatalogState(CatalogState.SingleId, 1));
    }
}

/// <summary>Commit records.</summary>
internal sealed class CommitRecordMapping : IEntityTypeConfiguration<CommitRecord>
{
    public void Configure(EntityTypeBuilder<CommitRecord> builder)
    {
        builder.ToTable("commits");
        builder.HasKey(record => record.Id);
        builder.Property(record => record.Id).HasMaxLength(32);
        builder.Property(record => record.At).HasColumnName("committed_at");
        builder.HasIndex(record => record.At);
    }
}

/// <summary>A list of codes as a JSON array in one column.</summary>
internal static class CodeList
{
    public static readonly ValueConverter<IReadOnlyList<string>, string> Converter = new(
        codes => JsonSerializer.Serialize(codes, JsonSerializerOptions.Default),
        text => JsonSerializer.Deserialize<List<string>>(text, JsonSerializerOptions.Default)!);

    public static readonly ValueComparer<IReadOnlyList<string>> Comparer = new(
        (left, right) => left!.SequenceEqual(right!),
        codes => codes.Aggregate(0, (hash, code) => HashCode.Combine(hash, code)),
        codes => codes);
}
