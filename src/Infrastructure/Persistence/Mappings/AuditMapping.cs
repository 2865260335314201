using GroundTransport.Application.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GroundTransport.Infrastructure.Persistence.Mappings;

/// <summary>The audit trail.</summary>
internal sealed class AuditMapping : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> builder)
    {
        builder.ToTable("audit");
        builder.HasKey(entry => entry.Id);
        // The property names are reserved words in SQL.
        builder.Property(entry => entry.At).HasColumnName("done_at");
        builder.Property(entry => entry.Action).HasColumnName("done");
        builder.Property(entry => entry.VendorCodes).HasMaxLength(4000).HasConversion(CodeList.Converter!, CodeList.Comparer);
        builder.HasIndex(entry => new { entry.At, entry.Id });
    }
}
