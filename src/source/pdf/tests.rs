use super::*;

fn read_here(bytes: &[u8]) -> Result<Noted<Source>, SourceError> {
    read(bytes, None)
}

/// A small file with these lines of text at these places, in a font that every reader has.
fn pdf(content: &str) -> Vec<u8> {
    pdf_in("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>", content)
}

fn pdf_in(font: &str, content: &str) -> Vec<u8> {
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>"
            .to_owned(),
        format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()),
        font.to_owned(),
    ];
    let mut out = "%PDF-1.4\n".to_owned();
    let mut places = Vec::new();
    for (number, object) in (1..).zip(&objects) {
        places.push(out.len());
        out.push_str(&format!("{number} 0 obj\n{object}\nendobj\n"));
    }
    let start = out.len();
    out.push_str(&format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1));
    places.iter().for_each(|place| out.push_str(&format!("{place:010} 00000 n \n")));
    out.push_str(&format!("trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n", objects.len() + 1));
    out.into_bytes()
}

#[test]
fn a_small_file_is_read() {
    let content =
        "BT /F1 12 Tf 72 700 Td (Annual report 2024) Tj 0 -40 Td (59 cases) Tj ET BT /F1 9 Tf 290 30 Td (- 1 -) Tj ET";
    let noted = read_here(&pdf(content)).unwrap();
    assert_eq!(noted.value.text.original(), "Annual report 2024\n59 cases\n- 1 -\n");
    assert_eq!(noted.value.furniture.len(), 1);
}

#[test]
fn fonts_of_a_known_collection_need_no_table() {
    let font = |encoding: &str| {
        format!(
            "<< /Type /Font /Subtype /Type0 /BaseFont /Song /Encoding /{encoding} /DescendantFonts [<< /Type /Font /Subtype \
             /CIDFontType0 /BaseFont /Song /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> >>] >>"
        )
    };
    let text = |encoding: &str, code: &str| {
        let content = format!("BT /F1 12 Tf 72 700 Td <{code}> Tj ET");
        read_here(&pdf_in(&font(encoding), &content)).unwrap().value.text.original().to_owned()
    };
    assert_eq!(text("Identity-H", "00160012"), "51\n");
    assert_eq!(text("GBpc-EUC-H", "b9abb1a8"), "公报\n");
}

#[test]
fn what_can_not_be_read_is_said() {
    assert!(matches!(read_here(&pdf("")), Err(SourceError::NoText { pictures: false, .. })));
    assert!(matches!(read_here(b"%PDF-1.4"), Err(SourceError::Damaged { .. })));
    let deep = format!("%PDF-1.4\n1 0 obj\n{}", "[".repeat(100_000));
    assert!(matches!(read_here(deep.as_bytes()), Err(SourceError::Damaged { .. })));
    let whole = pdf("BT /F1 12 Tf 72 700 Td (Annual report 2024) Tj ET");
    for end in (0..whole.len()).step_by(37) {
        let _ = read_here(&whole[..end]);
    }
}

#[test]
fn glyphs_out_of_all_bounds_do_no_harm() {
    let noted =
        read_here(&pdf("BT /F1 12 Tf 72 700 Td (Annual report) Tj 0 -90 Td 99999999999999 Tc (far away) Tj ET"))
            .unwrap();
    // The first letter stands on the page still.
    assert_eq!(noted.value.text.original(), "Annual report\nf\n");
    assert_eq!(noted.notes.iter().map(|n| n.code).collect::<Vec<_>>(), [Code::Fragment]);
}
